import type { Bits } from '../scan/bits.ts';
import type { ShardScan } from '../scan/shard-scan.ts';
import type { Stays } from './stays.ts';

/** Finds the rows of a set that some customers have, with the days on which they lie in its window. @param into what was there is forgotten */
type SetWalk = (locals: Uint16Array, into: Stays) => void;

/** Makes the walk over the customers of a shard; whoever it cannot follow is put into `unsure`. */
export type SetWalkMaker = (scan: ShardScan, unsure: Bits) => SetWalk;
