import { allocateColumn, grownColumn, roomyLength } from './columns/column.ts';

/** Which customers still stand for somebody: they own a node, or have rows that nobody else owns. */
export class CustomerActivity {
  private active = allocateColumn('u8', 0);
  private ownedNodes = allocateColumn('u32', 0);
  /** The same as `active`, a bit a customer, for sets of customers. */
  private bits = new Int32Array(0);

  isActive(customer: number): boolean {
    return this.active[customer] === 1;
  }

  setActive(customer: number, active: boolean): void {
    this.reserve(customer);
    this.active[customer] = active ? 1 : 0;
    const bit = 1 << (customer & 31);
    if (active) this.bits[customer >>> 5] |= bit;
    else this.bits[customer >>> 5] &= ~bit;
  }

  /** 32 customers a word, from customer `32 * firstWord` on; may end early, where nobody is active. */
  activeBits(firstWord: number, words: number): Int32Array {
    return this.bits.subarray(firstWord, firstWord + words);
  }

  ownedBy(customer: number): number {
    return this.ownedNodes[customer] ?? 0;
  }

  addOwned(customer: number, nodes: number): void {
    this.reserve(customer);
    this.ownedNodes[customer] = (this.ownedNodes[customer] as number) + nodes;
  }

  columns(
    customers: number,
  ): [active: Uint8Array<SharedArrayBuffer>, ownedNodes: Uint32Array<SharedArrayBuffer>] {
    if (customers > 0) this.reserve(customers - 1);
    return [this.active.subarray(0, customers), this.ownedNodes.subarray(0, customers)];
  }

  adopt(active: Uint8Array<SharedArrayBuffer>, ownedNodes: Uint32Array<SharedArrayBuffer>): void {
    this.active = active;
    this.ownedNodes = ownedNodes;
    this.bits = new Int32Array(Math.ceil(active.length / 32));
    // By index: entries would leave a short-lived pair for each customer, and the memory that these take stays with the process.
    for (let customer = 0; customer < active.length; customer += 1) {
      if (active[customer] === 1) this.bits[customer >>> 5] |= 1 << (customer & 31);
    }
  }

  private reserve(customer: number): void {
    if (customer < this.active.length) return;
    const length = roomyLength(customer);
    this.active = grownColumn('u8', this.active, length);
    this.ownedNodes = grownColumn('u32', this.ownedNodes, length);
    const bits = new Int32Array(Math.ceil(length / 32));
    bits.set(this.bits);
    this.bits = bits;
  }
}
