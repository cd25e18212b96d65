import type { Bits } from '../scan/bits.ts';

/** A leaf's verdicts on a shard's customers from day to day. */
export interface LeafCourse {
  /** Verdicts of a day, valid until the next; days are asked in turn from 0 on. */
  bitsOn(day: number): Bits;
  end(): void;
}
