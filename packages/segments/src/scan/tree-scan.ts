import { andBits, type Bits, copyOfBits, dropBits, estimateBits, giveBack, noBits, orBits } from './bits.ts';
import type { NodeScan, ShardScan } from './shard-scan.ts';

/** Words of a shard are joined in so many nanoseconds. */
const JOIN_NS = 2000;
/** To look for a cheaper part takes longer. */
const NEGLIGIBLE_NS = 5000;

/** The cheapest part first: each narrows the candidates of the next. */
export class AllScan implements NodeScan {
  readonly holdsCandidatesOnly = true;
  readonly #parts: readonly NodeScan[];

  constructor(parts: readonly NodeScan[]) {
    this.#parts = parts;
  }

  costNs(scan: ShardScan, customers: number): number {
    let left = customers;
    return sum(cheapestFirst(this.#parts, scan, customers), (part) => {
      const costNs = JOIN_NS + part.costNs(scan, left);
      left = part.expected(scan, left);
      return costNs;
    });
  }

  expected(scan: ShardScan, customers: number): number {
    return this.#parts.reduce((left, part) => Math.min(left, part.expected(scan, customers)), customers);
  }

  holding(scan: ShardScan, candidates: Bits, customers: number): Bits {
    let holding: Bits | undefined;
    let left = customers;
    let open = this.#parts;
    while (open.length > 0 && left > 0) {
      // What is cheapest among few may not be so among all.
      const part = cheapest(open, scan, left);
      if (part === undefined) break;
      holding =
        holding === undefined ? among(part, scan, candidates, left) : narrowed(part, scan, holding, left);
      open = open.filter((other) => other !== part);
      if (open.length > 0) left = estimateBits(holding);
    }
    return holding ?? copyOfBits(candidates);
  }
}

/** The cheapest part first: each leaves fewer candidates to the next. */
export class AnyScan implements NodeScan {
  readonly holdsCandidatesOnly = true;
  readonly #parts: readonly NodeScan[];

  constructor(parts: readonly NodeScan[]) {
    this.#parts = parts;
  }

  costNs(scan: ShardScan, customers: number): number {
    return sum(this.#parts, (part) => JOIN_NS + part.costNs(scan, customers));
  }

  expected(scan: ShardScan, customers: number): number {
    return Math.min(
      customers,
      sum(this.#parts, (part) => part.expected(scan, customers)),
    );
  }

  holding(scan: ShardScan, candidates: Bits, customers: number): Bits {
    const holding = noBits();
    const open = copyOfBits(candidates);
    let left = customers;
    for (const part of cheapestFirst(this.#parts, scan, customers)) {
      if (left === 0) break;
      const some = among(part, scan, open, left);
      orBits(holding, some);
      dropBits(open, some);
      giveBack(some);
      left = estimateBits(open);
    }
    giveBack(open);
    return holding;
  }
}

export class NotScan implements NodeScan {
  readonly holdsCandidatesOnly = true;
  readonly #of: NodeScan;

  constructor(of: NodeScan) {
    this.#of = of;
  }

  costNs(scan: ShardScan, customers: number): number {
    return JOIN_NS + this.#of.costNs(scan, customers);
  }

  expected(_scan: ShardScan, customers: number): number {
    return customers;
  }

  holding(scan: ShardScan, candidates: Bits, customers: number): Bits {
    return this.narrowed(scan, copyOfBits(candidates), customers);
  }

  /** Takes out of a set those for whom it does not hold. */
  narrowed(scan: ShardScan, set: Bits, customers: number): Bits {
    if (this.#of.drop !== undefined) {
      this.#of.drop(scan, set, customers);
      return set;
    }
    const some = this.#of.holding(scan, set, customers);
    dropBits(set, some);
    giveBack(some);
    return set;
  }
}

/** Those of the candidates for whom a node holds and nobody else, in bits that belong to the caller. */
export function among(node: NodeScan, scan: ShardScan, candidates: Bits, customers: number): Bits {
  const holding = node.holding(scan, candidates, customers);
  if (node.holdsCandidatesOnly !== true) andBits(holding, candidates);
  return holding;
}

/** The same of a set that is taken over. */
function narrowed(node: NodeScan, scan: ShardScan, set: Bits, customers: number): Bits {
  if (node instanceof NotScan) return node.narrowed(scan, set, customers);
  const holding = among(node, scan, set, customers);
  giveBack(set);
  return holding;
}

function sum(parts: readonly NodeScan[], of: (part: NodeScan) => number): number {
  return parts.reduce((total, part) => total + of(part), 0);
}

/** The first that costs next to nothing, or else the cheapest. */
function cheapest(parts: readonly NodeScan[], scan: ShardScan, customers: number): NodeScan | undefined {
  let [best] = parts;
  if (parts.length < 2) return best;
  let leastNs = Number.POSITIVE_INFINITY;
  for (const part of parts) {
    const costNs = part.costNs(scan, customers);
    if (costNs >= leastNs) continue;
    best = part;
    leastNs = costNs;
    if (costNs < NEGLIGIBLE_NS) break;
  }
  return best;
}

function cheapestFirst(parts: readonly NodeScan[], scan: ShardScan, customers: number): readonly NodeScan[] {
  if (parts.length < 2) return parts;
  return parts
    .map((part) => ({ part, costNs: part.costNs(scan, customers) }))
    .sort((a, b) => a.costNs - b.costNs)
    .map(({ part }) => part);
}
