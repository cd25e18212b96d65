import type { GroupReader } from '../readers.ts';
import { type Bits, forEachBit, noBits, setBit } from './bits.ts';
import type { NodeScan, ShardScan } from './shard-scan.ts';

/** Counting products by baskets, and the way to each middle. */
const PLACING_NS = 4_000;

/** In one of some affinity groups. */
export class AffinityScan implements NodeScan {
  readonly #groups: GroupReader | undefined;
  readonly #wanted: ReadonlySet<number>;

  constructor(groups: GroupReader | undefined, wanted: readonly number[]) {
    this.#groups = groups;
    this.#wanted = new Set(wanted);
  }

  costNs(_scan: ShardScan, customers: number): number {
    return customers * PLACING_NS;
  }

  expected(_scan: ShardScan, customers: number): number {
    return customers / 2;
  }

  holding({ shard }: ShardScan, candidates: Bits): Bits {
    const holding = noBits();
    const groups = this.#groups;
    if (groups === undefined) return holding;
    forEachBit(candidates, (local) => {
      const group = groups.groupOf(shard.base + local);
      if (group !== undefined && this.#wanted.has(group)) setBit(holding, local);
    });
    return holding;
  }
}
