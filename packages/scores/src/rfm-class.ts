import { DAY_MS } from '@perennial/calendar';

/** Classes by code, from the first to the last; short recency is good, long is not (RFM-2). */
export const RECENCY_CLASSES = ['short', 'medium', 'long'] as const;
/** RFM-3. */
export const FREQUENCY_CLASSES = ['casual', 'regular', 'often'] as const;
/** RFM-4: spending, never frequency. */
export const MONETARY_CLASSES = ['saver', 'average', 'big_spender'] as const;

export const DIMENSIONS = ['recency', 'frequency', 'monetary'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export const CLASSES_OF: Readonly<Record<Dimension, readonly [string, string, string]>> = {
  recency: RECENCY_CLASSES,
  frequency: FREQUENCY_CLASSES,
  monetary: MONETARY_CLASSES,
};

/** Class and cell of a customer without an order. */
export const NONE = 'none';

/** A cell is one byte: 0 for none, else 1 + 9 × recency + 3 × frequency + monetary. */
export const NO_CELL = 0;
export const CELL_COUNT = 27;

/** Borders of a dimension: whole days for recency, orders for frequency, minor units for monetary. */
export interface Borders {
  low: number;
  high: number;
}

/** Borders of all dimensions as they are in force. */
export interface SchemeBorders extends Readonly<Record<Dimension, Borders>> {
  /**
   * Set where the borders of recency are quantiles: the instant at which they were found. Recency is then judged as of that instant, because
   * everybody grows older at the same pace: else customers at a border would cross it every day as their age and the border take turns.
   */
  recencyAtMs?: number;
}

/** The instant as of which a scheme judges recency. */
export function recencyInstant(borders: SchemeBorders, atMs: number): number {
  return borders.recencyAtMs ?? atMs;
}

/** Up to and including `low` whole days is short, up to and including `high` medium, else long (RFM-2). */
export function recencyClass(lastOrderMs: number, atMs: number, borders: Borders): number {
  const ageMs = atMs - lastOrderMs;
  if (ageMs < (borders.low + 1) * DAY_MS) return 0;
  return ageMs < (borders.high + 1) * DAY_MS ? 1 : 2;
}

/** From `low` on the middle class, from `high` on the upper one (RFM-3, RFM-4). */
export function amountClass(value: number, borders: Borders): number {
  if (value >= borders.high) return 2;
  return value >= borders.low ? 1 : 0;
}

export function cellCode(recency: number, frequency: number, monetary: number): number {
  return 1 + 9 * recency + 3 * frequency + monetary;
}

/** Class code of a dimension in a cell other than none. */
export function classInCell(cell: number, dimension: Dimension): number {
  const place = cell - 1;
  if (dimension === 'recency') return Math.floor(place / 9);
  return dimension === 'frequency' ? Math.floor(place / 3) % 3 : place % 3;
}

/** Class name of a dimension in a cell; `none` in no cell. */
export function classNameInCell(cell: number, dimension: Dimension): string {
  if (cell === NO_CELL) return NONE;
  return CLASSES_OF[dimension][classInCell(cell, dimension)] ?? NONE;
}

const CELL_NAMES: readonly string[] = [
  NONE,
  ...RECENCY_CLASSES.flatMap((recency) =>
    FREQUENCY_CLASSES.flatMap((frequency) =>
      MONETARY_CLASSES.map((monetary) => `${recency}/${frequency}/${monetary}`),
    ),
  ),
];

/** `recency/frequency/monetary`, or `none`. */
export function cellName(cell: number): string {
  return CELL_NAMES[cell] ?? NONE;
}
