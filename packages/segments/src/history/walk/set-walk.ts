import type { Bits } from '../../scan/bits.ts';
import type { ShardScan } from '../../scan/shard-scan.ts';
import type { Stays } from './stays.ts';

/** Adds a customer's rows of a set, with the days on which they lie in its window. */
type SetWalk = (local: number, into: Stays) => void;

/** Makes the walk over the customers of a shard; whoever it cannot follow is put into `unsure`. */
export type SetWalkMaker = (scan: ShardScan, unsure: Bits) => SetWalk;
