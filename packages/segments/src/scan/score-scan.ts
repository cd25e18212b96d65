import type { AskedScore, ScoreCodes, ScoreReader } from '../readers.ts';
import { type Bits, forEachBit, noBits, setBit } from './bits.ts';
import type { NodeScan, ShardScan } from './shard-scan.ts';

const SCORE_NS = 60;

/** A score, class or cell is one of some: everybody's codes are found once, at the first shard. */
export class ScoreScan implements NodeScan {
  readonly #scores: ScoreReader;
  readonly #score: AskedScore;
  readonly #wanted: ReadonlySet<string>;
  #all: ScoreCodes | undefined;

  constructor(scores: ScoreReader, score: AskedScore, wanted: readonly string[]) {
    this.#scores = scores;
    this.#score = score;
    this.#wanted = new Set(wanted);
  }

  costNs(_scan: ShardScan, customers: number): number {
    return customers * SCORE_NS;
  }

  expected(_scan: ShardScan, customers: number): number {
    return customers / 2;
  }

  holding({ shard, asOf }: ShardScan, candidates: Bits): Bits {
    this.#all ??= this.#scores.codesOfAll(asOf, this.#score);
    const { names, codes } = this.#all;
    const isWanted = Uint8Array.from(names, (name) => (this.#wanted.has(name) ? 1 : 0));
    const holding = noBits();
    forEachBit(candidates, (local) => {
      if (isWanted[codes[shard.base + local] as number] === 1) setBit(holding, local);
    });
    return holding;
  }
}
