import type { ZoneTime } from '@perennial/calendar';
import type { Bits } from '../../scan/bits.ts';
import type { ShardScan } from '../../scan/shard-scan.ts';
import type { Portions } from '../portions.ts';
import type { VerdictTurns } from '../verdict-turns.ts';
import type { WalkQuestion } from '../walk-question.ts';

export interface AskedWalk {
  question: WalkQuestion;
  instants: Float64Array;
  zone: ZoneTime;
}

/** Takes a part of a walk over many customers while the caller walks over the others. */
export interface WalkSharer {
  /**
   * Takes portions of some customers of a shard from now on. Returns those that the caller shall take; undefined where sharing does not pay. What is
   * found is to be taken by `finish` before anything is written to the facts.
   */
  begin(walk: AskedWalk, scan: ShardScan, locals: Uint16Array): Portions | undefined;
  /** Adds what was found. @throws Error what failed; the next walk may be shared all the same */
  finish(turns: VerdictTurns, unsure: Bits): void;
}
