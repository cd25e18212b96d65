import { roomyLength } from '../columns/column.ts';
import type { Rollup } from '../read.ts';
import { OrderKeys } from './order-keys.ts';

/** Orders, net value and last order over all time; the other columns of a roll-up are empty. */
export type OrderTotals = Pick<Rollup, 'orderCount' | 'netMinor' | 'lastOrderMs'>;

/** Order totals of everybody, and their keys. */
export interface KeyedTotals {
  totals: OrderTotals;
  keys: OrderKeys;
}

/** The totals of all shards, end to end: whoever asks about everybody reads them as they lie. */
export class TotalColumns {
  private rollup: Rollup = room(0);
  private orderKeys: OrderKeys | undefined;
  private customers = 0;
  private readonly customerCount: () => number;

  constructor(customerCount: () => number) {
    this.customerCount = customerCount;
  }

  /** Has room for everybody; new customers have no order. Arrays of earlier calls are out of date then. */
  reserve(): Rollup {
    const { rollup } = this;
    const customers = this.customerCount();
    if (customers <= this.customers) return rollup;
    if (customers > rollup.orderCount.length) {
      this.rollup = room(this.customers === 0 ? customers : roomyLength(customers));
      this.rollup.orderCount.set(rollup.orderCount);
      this.rollup.netMinor.set(rollup.netMinor);
      this.rollup.lastOrderMs.set(rollup.lastOrderMs);
      if (this.orderKeys !== undefined)
        this.orderKeys = new OrderKeys(this.rollup.orderCount.length, this.orderKeys);
    }
    this.rollup.lastOrderMs.fill(Number.NaN, this.customers, customers);
    this.customers = customers;
    return this.rollup;
  }

  /** Totals of the customers `start … end - 1`. */
  part(start: number, end: number): OrderTotals {
    const { orderCount, netMinor, lastOrderMs } = this.reserve();
    return {
      orderCount: orderCount.subarray(start, end),
      netMinor: netMinor.subarray(start, end),
      lastOrderMs: lastOrderMs.subarray(start, end),
    };
  }

  /** To be called after the totals of the customers `start … end - 1` were set. */
  noteSet(start: number, end: number): void {
    this.keys.follow(this.rollup, start, end);
  }

  /** By customer, with room for some more. */
  get keys(): OrderKeys {
    this.orderKeys ??= new OrderKeys(this.rollup.orderCount.length);
    return this.orderKeys;
  }

  memoryBytes(): number {
    const { orderCount, netMinor, lastOrderMs } = this.rollup;
    const totals = orderCount.byteLength + netMinor.byteLength + lastOrderMs.byteLength;
    return totals + (this.orderKeys?.memoryBytes() ?? 0);
  }
}

function room(customers: number): Rollup {
  return {
    orderCount: new Uint32Array(customers),
    netMinor: new Float64Array(customers),
    itemCount: new Float64Array(0),
    firstOrderMs: new Float64Array(0),
    lastOrderMs: new Float64Array(customers),
  };
}
