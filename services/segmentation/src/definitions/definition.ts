import type { Condition } from '@perennial/conditions';
import type { ReadyMadeCategory } from '../domain/ready-made.ts';

/** A segment as people give it. */
export interface SegmentDraft {
  segmentId: string;
  name: string;
  description: string;
  condition: Condition;
}

/** A segment in force. */
export interface Definition extends SegmentDraft {
  version: number;
  etag: string;
  /** Set for ready-made ones, which have no times. */
  category?: ReadyMadeCategory;
  createdAtMs?: number;
  updatedAtMs?: number;
}
