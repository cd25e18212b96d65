import type { Walk } from '../walk/walk.ts';
import { andBits, type Bits, clearBit, copyOfBits, forEachBit, giveBack, noBits, setBit } from './bits.ts';
import type { JudgedScan } from './judged-scan.ts';
import type { NodeScan, ShardScan } from './shard-scan.ts';

const WALK_NS = 700;

/** Walks over the rows of each candidate, by what the past is followed by: here one instant. Who cannot be followed is judged. */
export class WalkedScan implements NodeScan {
  readonly #walk: Walk;
  readonly #judged: JudgedScan;

  constructor(walk: Walk, judged: JudgedScan) {
    this.#walk = walk;
    this.#judged = judged;
  }

  costNs(_scan: ShardScan, customers: number): number {
    return customers * WALK_NS;
  }

  expected(scan: ShardScan, customers: number): number {
    return this.#judged.expected(scan, customers);
  }

  holding(scan: ShardScan, candidates: Bits): Bits {
    const unsure = noBits();
    const course = this.#walk.course(scan, candidates, unsure);
    const holding = copyOfBits(course.bitsOn(0));
    course.end();
    andBits(holding, candidates);
    andBits(unsure, candidates);
    forEachBit(unsure, (local) => {
      if (this.#judged.holds(scan, local)) setBit(holding, local);
      else clearBit(holding, local);
    });
    giveBack(unsure);
    return holding;
  }
}
