import { allocateColumn, grownColumn, roomyLength } from './columns/column.ts';

/** Which customers still stand for somebody: they own a node, or have rows that nobody else owns. */
export class CustomerActivity {
  private active = allocateColumn('u8', 0);
  private ownedNodes = allocateColumn('u32', 0);

  isActive(customer: number): boolean {
    return this.active[customer] === 1;
  }

  setActive(customer: number, active: boolean): void {
    this.reserve(customer);
    this.active[customer] = active ? 1 : 0;
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
  }

  private reserve(customer: number): void {
    if (customer < this.active.length) return;
    const length = roomyLength(customer);
    this.active = grownColumn('u8', this.active, length);
    this.ownedNodes = grownColumn('u32', this.ownedNodes, length);
  }
}
