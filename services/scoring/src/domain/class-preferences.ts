import type { FactsReader, ProductView } from '@perennial/facts';
import { classInCell, type Dimension, NO_CELL } from '@perennial/scores';

export const PREFERENCE_KINDS = ['category', 'brand', 'product'] as const;
export type PreferenceKind = (typeof PREFERENCE_KINDS)[number];

export interface Liking {
  key: string;
  name: string;
  amountMinor: number;
  items: number;
  /** Of the class's line value. */
  share: number;
  /** Share over that of all customers. */
  lift: number;
  /** Share in the recent stretch less share in the one before. */
  shareChange: number;
}

export interface ClassLikings {
  by: PreferenceKind;
  /** By class code, greatest value first. */
  classes: Liking[][];
}

const CLASSES = 3;

/** Sums of one key: [class][amount, items, recent amount, earlier amount]. */
class KeySums {
  readonly name: string;
  readonly values = new Float64Array(CLASSES * 4);

  constructor(name: string) {
    this.name = name;
  }
}

const AMOUNT = 0;
const ITEMS = 1;
const RECENT_AMOUNT = 2;
const EARLIER_AMOUNT = 3;

/** What each class of a dimension buys, by order lines, and how its shares moved (RFM-12). Returns lift 0 where nobody buys. */
export function classLikings(
  facts: FactsReader,
  cells: Uint8Array,
  question: {
    dimension: Dimension;
    by: PreferenceKind | undefined;
    atMs: number;
    recentMs: number;
    top: number;
  },
): ClassLikings {
  const byProduct = productSums(facts, cells, question);
  const dictionary = facts.dictionary('product');
  const views = Array.from({ length: dictionary.size }, (_, code) => facts.product(dictionary.textOf(code)));
  const anyCategory = views.some((view) => keyOf(view, '', 'category') !== undefined);
  const by = question.by ?? (anyCategory ? 'category' : 'product');
  const sums = new Map<string, KeySums>();
  const totals = new KeySums('');
  for (let code = 0; code < dictionary.size; code += 1) {
    const productId = dictionary.textOf(code);
    addInto(totals, byProduct, code);
    const key = keyOf(views[code], productId, by);
    if (key === undefined) continue;
    const entry = sums.get(key) ?? new KeySums(by === 'product' ? (views[code]?.name ?? '') : key);
    sums.set(key, entry);
    addInto(entry, byProduct, code);
  }
  return {
    by,
    classes: Array.from({ length: CLASSES }, (_, code) =>
      Array.from(sums, ([key, entry]) => liking(key, entry, totals, code))
        .filter(({ items }) => items > 0)
        .sort((a, b) => b.amountMinor - a.amountMinor || (a.key < b.key ? -1 : 1))
        .slice(0, question.top),
    ),
  };
}

function productSums(
  facts: FactsReader,
  cells: Uint8Array,
  question: { dimension: Dimension; atMs: number; recentMs: number },
): Float64Array {
  const sums = new Float64Array(facts.dictionary('product').size * CLASSES * 4);
  const recentFromMs = question.atMs - question.recentMs;
  const earlierFromMs = recentFromMs - question.recentMs;
  facts.forEachOrder({ at: question.atMs }, { includeGuests: false }, (order) => {
    const cell = cells[order.customer] ?? NO_CELL;
    if (cell === NO_CELL) return;
    const classOffset = 4 * classInCell(cell, question.dimension);
    for (let line = order.lineStart; line < order.lineEnd; line += 1) {
      const slot = (order.lineProduct[line] ?? 0) * CLASSES * 4 + classOffset;
      const amount = order.lineAmountMinor[line] ?? 0;
      sums[slot + AMOUNT] = (sums[slot + AMOUNT] ?? 0) + amount;
      sums[slot + ITEMS] = (sums[slot + ITEMS] ?? 0) + (order.lineQuantity[line] ?? 0);
      if (order.timeMs > recentFromMs)
        sums[slot + RECENT_AMOUNT] = (sums[slot + RECENT_AMOUNT] ?? 0) + amount;
      else if (order.timeMs > earlierFromMs) {
        sums[slot + EARLIER_AMOUNT] = (sums[slot + EARLIER_AMOUNT] ?? 0) + amount;
      }
    }
  });
  return sums;
}

function addInto(entry: KeySums, byProduct: Float64Array, code: number): void {
  for (let slot = 0; slot < entry.values.length; slot += 1) {
    entry.values[slot] = (entry.values[slot] ?? 0) + (byProduct[code * CLASSES * 4 + slot] ?? 0);
  }
}

/** A product belongs to the first part of its category path. */
function keyOf(view: ProductView | undefined, productId: string, by: PreferenceKind): string | undefined {
  if (by === 'product') return productId;
  const key = by === 'brand' ? view?.brand : view?.categoryPath[0];
  return key === '' ? undefined : key;
}

function liking(key: string, entry: KeySums, totals: KeySums, classCode: number): Liking {
  const of = (sums: KeySums, field: number): number => sums.values[classCode * 4 + field] ?? 0;
  const overall = ratio(everybody(entry, AMOUNT), everybody(totals, AMOUNT));
  const share = ratio(of(entry, AMOUNT), of(totals, AMOUNT));
  return {
    key,
    name: entry.name,
    amountMinor: of(entry, AMOUNT),
    items: of(entry, ITEMS),
    share,
    lift: ratio(share, overall),
    shareChange:
      ratio(of(entry, RECENT_AMOUNT), of(totals, RECENT_AMOUNT)) -
      ratio(of(entry, EARLIER_AMOUNT), of(totals, EARLIER_AMOUNT)),
  };
}

function everybody(sums: KeySums, field: number): number {
  return [0, 1, 2].reduce((sum, classCode) => sum + (sums.values[classCode * 4 + field] ?? 0), 0);
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
