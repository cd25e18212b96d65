import type { FactsReader } from '@perennial/facts';
import { classInCell, NO_CELL, RECENCY_CLASSES } from '@perennial/scores';

/** Pieces bought: in the recent stretch, in the stretch of equal length before it, and ever. */
export interface ItemCounts {
  key: string;
  recent: number;
  earlier: number;
  all: number;
}

export interface ItemComparison {
  total: ItemCounts;
  /** By recency class. */
  classes: ItemCounts[];
  /** Greatest difference first, in either direction. */
  products: ItemCounts[];
}

/** Pieces that customers with an identity bought recently against earlier; what was given back later stays bought (RFM-7). */
export function compareItems(
  facts: FactsReader,
  cells: Uint8Array,
  stretch: { atMs: number; recentMs: number },
  productLimit: number,
): ItemComparison {
  const dictionary = facts.dictionary('product');
  const byProduct = new StretchCounts(dictionary.size);
  const byClass = new StretchCounts(RECENCY_CLASSES.length);
  const recentFromMs = stretch.atMs - stretch.recentMs;
  const earlierFromMs = recentFromMs - stretch.recentMs;
  facts.forEachOrder({ at: stretch.atMs }, { includeGuests: false }, (order) => {
    const age = order.timeMs > recentFromMs ? RECENT : order.timeMs > earlierFromMs ? EARLIER : OLD;
    const cell = cells[order.customer] ?? NO_CELL;
    let pieces = 0;
    for (let line = order.lineStart; line < order.lineEnd; line += 1) {
      const quantity = order.lineQuantity[line] ?? 0;
      byProduct.add(order.lineProduct[line] ?? 0, age, quantity);
      pieces += quantity;
    }
    if (cell !== NO_CELL) byClass.add(classInCell(cell, 'recency'), age, pieces);
  });
  const classes = RECENCY_CLASSES.map((name, place) => byClass.counts(place, name));
  return {
    total: classes.reduce(
      (sum, each) => ({
        key: '',
        recent: sum.recent + each.recent,
        earlier: sum.earlier + each.earlier,
        all: sum.all + each.all,
      }),
      { key: '', recent: 0, earlier: 0, all: 0 },
    ),
    classes,
    products: byProduct.greatest(productLimit, (code) => dictionary.textOf(code)),
  };
}

const RECENT = 0;
const EARLIER = 1;
const OLD = 2;
type Age = typeof RECENT | typeof EARLIER | typeof OLD;

/** Pieces by place and age. */
class StretchCounts {
  readonly #pieces: Float64Array;

  constructor(places: number) {
    this.#pieces = new Float64Array(places * 3);
  }

  add(place: number, age: Age, pieces: number): void {
    const slot = place * 3 + age;
    this.#pieces[slot] = (this.#pieces[slot] ?? 0) + pieces;
  }

  counts(place: number, key: string): ItemCounts {
    const at = (age: Age): number => this.#pieces[place * 3 + age] ?? 0;
    return { key, recent: at(RECENT), earlier: at(EARLIER), all: at(RECENT) + at(EARLIER) + at(OLD) };
  }

  greatest(limit: number, keyOf: (place: number) => string): ItemCounts[] {
    const difference = ({ recent, earlier }: ItemCounts): number => Math.abs(recent - earlier);
    return Array.from({ length: this.#pieces.length / 3 }, (_, place) => this.counts(place, keyOf(place)))
      .filter((counts) => counts.all > 0)
      .sort((a, b) => difference(b) - difference(a) || (a.key < b.key ? -1 : 1))
      .slice(0, limit);
  }
}
