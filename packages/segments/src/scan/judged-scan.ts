import type { Condition } from '@perennial/conditions';
import { JudgeAll, type JudgeContext } from '../judge/judge-all.ts';
import { type Bits, forEachBit, noBits, setBit } from './bits.ts';
import type { NodeScan, ShardScan } from './shard-scan.ts';

const JUDGE_NS = 1500;

/** Judges each candidate: for what no index answers, and for what was believed at an earlier time. */
export class JudgedScan implements NodeScan {
  readonly condition: Condition;
  readonly #context: JudgeContext;
  #judge: JudgeAll | undefined;

  constructor(condition: Condition, context: JudgeContext) {
    this.condition = condition;
    this.#context = context;
  }

  costNs(_scan: ShardScan, customers: number): number {
    return customers * JUDGE_NS;
  }

  expected(_scan: ShardScan, customers: number): number {
    return customers / 2;
  }

  holding(scan: ShardScan, candidates: Bits): Bits {
    const holding = noBits();
    forEachBit(candidates, (local) => {
      if (this.holds(scan, local)) setBit(holding, local);
    });
    return holding;
  }

  holds({ shard, asOf }: ShardScan, local: number): boolean {
    this.#judge ??= new JudgeAll([this.condition], this.#context);
    return this.#judge.judge(0, shard.base + local, asOf);
  }
}
