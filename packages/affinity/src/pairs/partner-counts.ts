import type { Grouping } from '../baskets/grouping.ts';

/** How often each product came together with one product; reused from product to product. */
export class PartnerCounts {
  /** By product. */
  readonly counts: Uint32Array;
  /** Products with a count, the first `touchedCount` places. */
  readonly touched: Uint32Array;
  touchedCount = 0;

  constructor(productCount: number) {
    this.counts = new Uint32Array(productCount);
    this.touched = new Uint32Array(productCount);
  }

  /** Counts every product in each of the groups that hold `product`, itself included. */
  countGroups(product: number, holders: Grouping, contents: Grouping): void {
    this.clear();
    const { start, member } = contents;
    const end = holders.start[product + 1] as number;
    for (let i = holders.start[product] as number; i < end; i += 1) {
      const group = holders.member[i] as number;
      this.add(member, start[group] as number, start[group + 1] as number);
    }
  }

  /** Counts the products at `members[from … to - 1]` once more each. */
  add(members: Uint32Array, from: number, to: number): void {
    const { counts, touched } = this;
    let count = this.touchedCount;
    for (let place = from; place < to; place += 1) {
      const other = members[place] as number;
      const before = counts[other] as number;
      if (before === 0) touched[count++] = other;
      counts[other] = before + 1;
    }
    this.touchedCount = count;
  }

  clear(): void {
    const { counts, touched } = this;
    for (let i = 0; i < this.touchedCount; i += 1) counts[touched[i] as number] = 0;
    this.touchedCount = 0;
  }
}
