import type { Origin } from '@perennial/live';
import type { Dimension } from '@perennial/scores';

export interface RfmCrossing {
  kind: 'rfm_migrated';
  customerId: string;
  schemeId: string;
  dimension: Dimension;
  fromCell: number;
  toCell: number;
  origin: Origin;
}

export interface LevelCrossing {
  kind: 'trend_changed' | 'funnel_moved' | 'engagement_changed';
  customerId: string;
  from: string;
  to: string;
  origin: Origin;
}

/** A customer came from one class, trend, stage or level to another. */
export type Crossing = RfmCrossing | LevelCrossing;

/** Unique for each crossing and derived from its input alone: the same input judged again gives the same id. */
export function crossingId(crossing: Crossing): string {
  const { kind, customerId, origin } = crossing;
  return crossing.kind === 'rfm_migrated'
    ? `${kind}:${crossing.schemeId}:${crossing.dimension}:${customerId}:${origin.key}`
    : `${kind}:${customerId}:${origin.key}`;
}
