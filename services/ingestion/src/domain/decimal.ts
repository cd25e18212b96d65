/** An exact decimal number: units × 10^-scale. */
export interface Decimal {
  units: bigint;
  scale: number;
}

/** Accepts an optional sign, up to 15 digits, up to 12 decimals and an exponent as JavaScript prints it. */
const DECIMAL = /^([+-]?)(\d{1,15})(?:\.(\d{1,12}))?(?:e([+-]?\d{1,2}))?$/i;

const MAX_SCALE = 24;

/** Reads a number or its text exactly, digit by digit; undefined when it is none. */
export function parseDecimal(value: unknown): Decimal | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  const match = DECIMAL.exec(typeof value === 'number' ? String(value) : value.trim());
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const units = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n);
  const scale = fraction.length - Number(exponent);
  if (scale > MAX_SCALE || scale < -15) return undefined;
  return scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 };
}

export function decimalOf(units: bigint, scale: number): Decimal {
  return { units, scale };
}

export function multiply(a: Decimal, b: Decimal): Decimal {
  return { units: a.units * b.units, scale: a.scale + b.scale };
}

export function unitsAtScale(value: Decimal, scale: number): bigint {
  return value.units * 10n ** BigInt(scale - value.scale);
}

export function subtract(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { units: unitsAtScale(a, scale) - unitsAtScale(b, scale), scale };
}

export function add(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { units: unitsAtScale(a, scale) + unitsAtScale(b, scale), scale };
}

/** Nearest whole number; a half goes away from zero, as invoices do it. */
export function roundHalfUp(value: Decimal): bigint {
  if (value.scale === 0) return value.units;
  const divisor = 10n ** BigInt(value.scale);
  const negative = value.units < 0n;
  const magnitude = negative ? -value.units : value.units;
  const rounded = (2n * magnitude + divisor) / (2n * divisor);
  return negative ? -rounded : rounded;
}

export function roundDown(value: Decimal): bigint {
  return value.units / 10n ** BigInt(value.scale);
}
