import type { Bits } from '../scan/bits.ts';
import type { ShardScan } from '../scan/shard-scan.ts';
import type { VerdictTurns } from './verdict-turns.ts';

/** Finds the days on which a leaf's verdict on customers turns, by one walk over their rows. */
export interface TurnFinder {
  /** The verdict on a customer without rows. */
  readonly rest: boolean;
  /** @param locals of a portion at most */
  find(locals: Uint16Array, turns: VerdictTurns): void;
}

/** Makes the finder for a shard; whoever it cannot follow is put into `unsure`. */
export type TurnFinderMaker = (scan: ShardScan, unsure: Bits) => TurnFinder;
