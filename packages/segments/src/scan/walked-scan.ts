import { courseOfTurns } from '../walk/leaf-turns.ts';
import type { TurnFinderMaker } from '../walk/turn-finder.ts';
import { andBits, type Bits, clearBit, copyOfBits, forEachBit, giveBack, noBits, setBit } from './bits.ts';
import type { JudgedScan } from './judged-scan.ts';
import type { NodeScan, ShardScan } from './shard-scan.ts';

const WALK_NS = 700;

/** Walks over the rows of each candidate, by what the past is followed by: here one instant. Who cannot be followed is judged. */
export class WalkedScan implements NodeScan {
  readonly #make: TurnFinderMaker;
  readonly #judged: JudgedScan;

  constructor(make: TurnFinderMaker, judged: JudgedScan) {
    this.#make = make;
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
    const course = courseOfTurns(this.#make, 1, scan, candidates, unsure);
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
