import { andBits, type Bits, copyOfBits, countBits, dropBits, giveBack, noBits, orBits } from './bits.ts';
import type { NodeScan, ShardScan } from './shard-scan.ts';

/** Words of a shard are joined in so many nanoseconds. */
const JOIN_NS = 2000;
/** What a part of `all`, or of `any`, is taken to leave to the next. */
const LEFT_BY_ALL = 0.1;
const LEFT_BY_ANY = 0.9;

/** The cheapest part first: each narrows the candidates of the next. */
export class AllScan implements NodeScan {
  readonly #parts: readonly NodeScan[];

  constructor(parts: readonly NodeScan[]) {
    this.#parts = parts;
  }

  costNs(scan: ShardScan, customers: number): number {
    return costOf(this.#parts, scan, customers, LEFT_BY_ALL);
  }

  holding(scan: ShardScan, candidates: Bits, customers: number): Bits {
    const holding = copyOfBits(candidates);
    let left = customers;
    for (const part of cheapestFirst(this.#parts, scan, customers)) {
      if (left === 0) return holding;
      const some = part.holding(scan, holding, left);
      andBits(holding, some);
      giveBack(some);
      left = countBits(holding);
    }
    return holding;
  }
}

/** The cheapest part first: each leaves fewer candidates to the next. */
export class AnyScan implements NodeScan {
  readonly #parts: readonly NodeScan[];

  constructor(parts: readonly NodeScan[]) {
    this.#parts = parts;
  }

  costNs(scan: ShardScan, customers: number): number {
    return costOf(this.#parts, scan, customers, LEFT_BY_ANY);
  }

  holding(scan: ShardScan, candidates: Bits, customers: number): Bits {
    const holding = noBits();
    const open = copyOfBits(candidates);
    let left = customers;
    for (const part of cheapestFirst(this.#parts, scan, customers)) {
      if (left === 0) break;
      const some = part.holding(scan, open, left);
      andBits(some, open);
      orBits(holding, some);
      dropBits(open, some);
      giveBack(some);
      left = countBits(open);
    }
    giveBack(open);
    return holding;
  }
}

export class NotScan implements NodeScan {
  readonly #of: NodeScan;

  constructor(of: NodeScan) {
    this.#of = of;
  }

  costNs(scan: ShardScan, customers: number): number {
    return JOIN_NS + this.#of.costNs(scan, customers);
  }

  holding(scan: ShardScan, candidates: Bits, customers: number): Bits {
    const holding = copyOfBits(candidates);
    const some = this.#of.holding(scan, candidates, customers);
    dropBits(holding, some);
    giveBack(some);
    return holding;
  }
}

function costOf(parts: readonly NodeScan[], scan: ShardScan, customers: number, leaves: number): number {
  let left = customers;
  let costNs = 0;
  for (const part of cheapestFirst(parts, scan, customers)) {
    costNs += JOIN_NS + part.costNs(scan, left);
    left *= leaves;
  }
  return costNs;
}

function cheapestFirst(parts: readonly NodeScan[], scan: ShardScan, customers: number): NodeScan[] {
  return parts
    .map((part) => ({ part, costNs: part.costNs(scan, customers) }))
    .sort((a, b) => a.costNs - b.costNs)
    .map(({ part }) => part);
}
