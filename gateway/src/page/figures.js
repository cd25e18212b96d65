/** Figures of a group as numbers: proto JSON leaves out zeros and writes 64-bit numbers as strings. */
export function groupFigures(figures = {}) {
  return {
    customers: Number(figures.customers ?? 0),
    orders: Number(figures.orders ?? 0),
    netMinor: Number(figures.netMinor ?? 0),
  };
}

/** Shares of the greatest value, rooted so that small groups do not vanish beside great ones; 0..1. */
export function heatLevels(values) {
  const greatest = Math.max(0, ...values);
  return values.map((value) => (greatest > 0 && value > 0 ? Math.sqrt(value / greatest) : 0));
}

/** Above this level the ground is so dark that the text on it changes its colour. */
export const DEEP_LEVEL = 0.6;
