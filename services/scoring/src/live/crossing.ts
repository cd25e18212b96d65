import type { Dimension } from '../domain/rfm-class.ts';

export type CrossingCause = 'event' | 'time' | 'definition' | 'identity' | 'refund';

/** Why and when customers crossed. */
export interface Origin {
  cause: CrossingCause;
  /** Names the input that made the crossing: the event, the due instant, the edit. Part of the change's id. */
  key: string;
  /** Id of the causing event; unset for time and definition. */
  eventId?: string;
  /** When it happened. */
  timeMs: number;
  /** When it was judged. */
  judgedMs: number;
}

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
