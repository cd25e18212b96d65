import type { Rollup } from '../read.ts';

/** Keys are two bytes, so that whatever is said by key is looked up in a table that stays in the processor's cache. */
export const KEYS = 0x1_0000;

/** A key of 0 is for customers without orders; among the others a greater value never has the lesser key. */
export interface KeyColumn {
  readonly keys: Uint16Array;
  /** How many customers have each key, without key 0. */
  readonly occurrences: Uint32Array;
  /** Each key below stands for one value. */
  readonly exactBelow: number;
}

type Figures = Pick<Rollup, 'orderCount' | 'netMinor' | 'lastOrderMs'>;

const QUARTER_DAY_MS = 21_600_000;
/** The year 2000: two bytes of quarter days last until 2044, what lies outside shares the keys at the ends. */
const FIRST_MS = 946_684_800_000;
/** Upper half of the double 1. */
const ONE = 0x3ff0_0000;
/** Leaves 9 bits of a double's fraction: amounts of one key differ by at most a 512th. */
const AMOUNT_SHIFT = 11;
const NO_AMOUNT = 0x8000;

/** Two-byte keys, in order of the values, of everybody's order totals. */
export class OrderKeys {
  readonly count: KeyColumn;
  readonly net: KeyColumn;
  readonly last: KeyColumn;

  constructor(customers: number, earlier?: OrderKeys) {
    this.count = keyColumn(customers, KEYS - 1, earlier?.count);
    this.net = keyColumn(customers, 0, earlier?.net);
    this.last = keyColumn(customers, 0, earlier?.last);
  }

  /** The totals of the customers `start … end - 1` are others. */
  follow({ orderCount, netMinor, lastOrderMs }: Figures, start: number, end: number): void {
    for (let customer = start; customer < end; customer += 1) {
      const orders = orderCount[customer];
      setKey(this.count, customer, Math.min(orders, KEYS - 1));
      setKey(this.net, customer, orders === 0 ? 0 : amountKey(netMinor[customer]));
      setKey(this.last, customer, orders === 0 ? 0 : timeKey(lastOrderMs[customer]));
    }
  }

  memoryBytes(): number {
    return [this.count, this.net, this.last].reduce(
      (sum, { keys, occurrences }) => sum + keys.byteLength + occurrences.byteLength,
      0,
    );
  }
}

function keyColumn(customers: number, exactBelow: number, earlier: KeyColumn | undefined): KeyColumn {
  const keys = new Uint16Array(customers);
  if (earlier === undefined) return { keys, occurrences: new Uint32Array(KEYS), exactBelow };
  keys.set(earlier.keys);
  return { keys, occurrences: earlier.occurrences, exactBelow };
}

function setKey({ keys, occurrences }: KeyColumn, customer: number, key: number): void {
  const earlier = keys[customer];
  if (key === earlier) return;
  if (earlier !== 0) occurrences[earlier] -= 1;
  if (key !== 0) occurrences[key] += 1;
  keys[customer] = key;
}

function timeKey(timeMs: number): number {
  const quarters = Math.floor((timeMs - FIRST_MS) / QUARTER_DAY_MS);
  return 1 + Math.min(Math.max(quarters, 0), KEYS - 2);
}

/** The upper bits of a double are in the order of the numbers, for those from 0 on. */
function amountKey(minor: number): number {
  double.setFloat64(0, Math.abs(minor) + 1);
  const steps = Math.min((double.getInt32(0) - ONE) >> AMOUNT_SHIFT, NO_AMOUNT - 1);
  return minor >= 0 ? NO_AMOUNT + steps : NO_AMOUNT - steps;
}

const double = new DataView(new ArrayBuffer(8));
