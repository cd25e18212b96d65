import { andBits, type Bits, countBits, dropBits, noBits, orBits } from './bits.ts';
import type { NodeScan, ShardScan } from './shard-scan.ts';

/** Words of a shard are joined in so many nanoseconds. */
const JOIN_NS = 2000;

/** The cheapest part first: each narrows the candidates of the next. */
export class AllScan implements NodeScan {
  readonly #parts: readonly NodeScan[];

  constructor(parts: readonly NodeScan[]) {
    this.#parts = parts;
  }

  costNs(scan: ShardScan, customers: number): number {
    return sumOfCosts(this.#parts, scan, customers);
  }

  holding(scan: ShardScan, candidates: Bits, customers: number): Bits {
    const holding = candidates.slice();
    let left = customers;
    for (const part of cheapestFirst(this.#parts, scan, customers)) {
      if (left === 0) return holding;
      andBits(holding, part.holding(scan, holding, left));
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
    return sumOfCosts(this.#parts, scan, customers);
  }

  holding(scan: ShardScan, candidates: Bits, customers: number): Bits {
    const holding = noBits();
    const open = candidates.slice();
    let left = customers;
    for (const part of cheapestFirst(this.#parts, scan, customers)) {
      if (left === 0) return holding;
      const some = part.holding(scan, open, left);
      andBits(some, open);
      orBits(holding, some);
      dropBits(open, some);
      left = countBits(open);
    }
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
    const holding = candidates.slice();
    dropBits(holding, this.#of.holding(scan, candidates, customers));
    return holding;
  }
}

function sumOfCosts(parts: readonly NodeScan[], scan: ShardScan, customers: number): number {
  return parts.reduce((sum, part) => sum + JOIN_NS + part.costNs(scan, customers), 0);
}

function cheapestFirst(parts: readonly NodeScan[], scan: ShardScan, customers: number): NodeScan[] {
  return parts
    .map((part) => ({ part, costNs: part.costNs(scan, customers) }))
    .sort((a, b) => a.costNs - b.costNs)
    .map(({ part }) => part);
}
