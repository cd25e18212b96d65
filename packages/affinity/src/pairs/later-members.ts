import { type Grouping, invert } from '../baskets/grouping.ts';

/**
 * Goes through the products in rising order and, for each, through the groups that hold it, with the group's members beyond it. So each
 * pair of members is met once. The groups' members must stand in rising order.
 */
export class LaterMembers {
  readonly holders: Grouping;
  private readonly contents: Grouping;
  /** By group: where the members begin that were not yet gone through. */
  private readonly next: Uint32Array;

  constructor(contents: Grouping, productCount: number) {
    this.contents = contents;
    this.holders = invert(contents, productCount);
    this.next = contents.start.slice(0, -1);
  }

  /** Call once for each product, in rising order. */
  forEachGroup(product: number, visit: (group: number, from: number, to: number) => void): void {
    const { holders, contents, next } = this;
    const end = holders.start[product + 1] as number;
    for (let i = holders.start[product] as number; i < end; i += 1) {
      const group = holders.member[i] as number;
      const from = (next[group] as number) + 1;
      next[group] = from;
      visit(group, from, contents.start[group + 1] as number);
    }
  }
}
