import type { Condition } from '@perennial/conditions';

/** A built-in segment: read-only, clonable (SEG-11). */
export interface ReadyMade {
  segmentId: string;
  name: string;
  condition: Condition;
}
