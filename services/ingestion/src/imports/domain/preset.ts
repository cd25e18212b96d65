import type { ImportKind, RowValues } from './import-format.ts';

/** What becomes of a row of an order file. */
export type RowRuling =
  | { take: 'order' }
  | { take: 'refund'; refundId: string; orderId?: string }
  | { skip: string };

/** How a known system writes its exports. */
export interface PresetDefinition {
  name: string;
  description: string;
  kind: ImportKind;
  /** Target field to the headers that it may have, the likeliest first; letters, digits and their order count, nothing else. */
  columns: ReadonlyMap<string, readonly string[]>;
  /** Unset means the tenant's. */
  timeZone?: string;
  currency?: string;
  sourceSystem?: string;
  /** True where a price counts as rounded to minor units before it is multiplied. */
  roundsPrices?: boolean;
  /** True where lines tell what refunds left of them, at prices after all discounts. */
  linesAsKept?: boolean;
  /** Unset: a row with a refund id is a refund, any other an order's. */
  rule?: (values: RowValues) => RowRuling;
}

/** Lists of `target: header | other header` as the columns of a preset. */
export function columnTable(lines: readonly string[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    lines.map((line) => {
      const at = line.indexOf(': ');
      return [line.slice(0, at), line.slice(at + 2).split(' | ')];
    }),
  );
}
