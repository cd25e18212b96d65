import type { ProductBaskets } from '@perennial/affinity';
import { type FactsColumns, ORDER, type ShardColumns } from '@perennial/facts';

const NO_PLACE = -1;

/** In how many baskets of one customer after the other each of some products was, as known at an instant: read straight from the columns. */
export class BasketCounts {
  readonly #columns: FactsColumns;
  readonly #placeOf: ReadonlyMap<string, number>;
  readonly #atMs: number;
  /** By code of a product. */
  readonly #placeOfCode: number[] = [];
  /** By place, of the customer that is read. */
  readonly #baskets: Uint32Array;
  /** By place: the order that it was counted in last. */
  readonly #countedIn: Float64Array;
  /** Places with a basket. */
  #found: number[] = [];
  #order = 0;
  #shard: ShardColumns | undefined;
  #counts: (row: number) => boolean = () => false;

  constructor(columns: FactsColumns, productIds: readonly string[], atMs: number) {
    this.#columns = columns;
    this.#placeOf = new Map(productIds.map((id, place) => [id, place]));
    this.#atMs = atMs;
    this.#baskets = new Uint32Array(productIds.length);
    this.#countedIn = new Float64Array(productIds.length);
  }

  /** By place, rising; undefined for who gave something back, which takes more to tell. */
  of(customer: number): ProductBaskets[] | undefined {
    const shard = this.#bind(customer);
    const { rows } = shard.ledger;
    const local = customer - shard.base;
    this.#readCodes();
    for (const place of this.#found) this.#baskets[place] = 0;
    this.#found = [];
    for (let row = rows.mainStart(local), end = rows.mainEnd(local); row < end; row += 1)
      if (!this.#add(shard, row)) return undefined;
    for (let row = rows.newestDelta(local); row >= 0; row = rows.deltaBefore(row))
      if (!this.#add(shard, row)) return undefined;
    this.#found.sort((a, b) => a - b);
    return this.#found.map((place) => ({ place, baskets: this.#baskets[place] }));
  }

  #bind(customer: number): ShardColumns {
    const shard = this.#columns.shardOf(customer);
    if (shard !== this.#shard) {
      this.#shard = shard;
      this.#counts = shard.countsAsOf({ at: this.#atMs, knownAt: this.#atMs });
    }
    return shard;
  }

  /** Products that were heard of since. */
  #readCodes(): void {
    const { product } = this.#columns.dictionaries;
    for (let code = this.#placeOfCode.length; code < product.size; code += 1)
      this.#placeOfCode.push(this.#placeOf.get(product.textOf(code)) ?? NO_PLACE);
  }

  /** False where something was given back. */
  #add({ ledger }: ShardColumns, row: number): boolean {
    const { rows, lines } = ledger;
    const { flags, lineStart } = rows.columns;
    if (rows.time[row] > this.#atMs || !this.#counts(row)) return true;
    if ((flags[row] & ORDER) === 0) return false;
    this.#order += 1;
    for (let line = lineStart[row], end = ledger.lineEnd(row); line < end; line += 1) {
      if (lines.quantity[line] <= 0) return false;
      const place = this.#placeOfCode[lines.product[line]];
      if (place !== NO_PLACE) this.#count(place);
    }
    return true;
  }

  /** A basket that holds a product on two lines holds it once. */
  #count(place: number): void {
    if (this.#countedIn[place] === this.#order) return;
    this.#countedIn[place] = this.#order;
    if (this.#baskets[place] === 0) this.#found.push(place);
    this.#baskets[place] += 1;
  }
}
