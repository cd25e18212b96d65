import type { Collection, Store } from '@perennial/store';
import type { SchemeInForce } from '../domain/scoring-plan.ts';

/** A scheme as scores were published by it last. */
export interface PublishedScheme extends SchemeInForce {
  etag: string;
}

/** A batch of events whose crossings are about to be published: judged again after a crash at the same instant, as one batch. */
export interface PendingBatch {
  throughSequence: number;
  atMs: number;
}

/** How far a tenant's crossings are published; one document, so it never contradicts itself. */
export interface Progress {
  /** Events up to this sequence of EVENTS are judged and what they crossed is published. */
  eventsSequence: number;
  /** Our last message in CHANGES that we know of: whatever we published later stands after it. */
  changesSequence: number;
  /** Time is worked through to here. */
  workedThroughMs: number;
  /** Last instant of which crossings were told. */
  toldMs: number;
  /** Customers with an order when quantile borders were found last. */
  borderSample: number;
  /** The schemes that the published classes follow. */
  schemes: PublishedScheme[];
  pending: PendingBatch | null;
  /** Time of the newest event that is worked in; null before the first. */
  lastEventMs: number | null;
}

/** Progress of a tenant that was never scored. */
export function freshProgress(
  nowMs: number,
  sequences: Pick<Progress, 'eventsSequence' | 'changesSequence'>,
): Progress {
  return {
    ...sequences,
    workedThroughMs: nowMs,
    toldMs: nowMs,
    borderSample: 0,
    schemes: [],
    pending: null,
    lastEventMs: null,
  };
}

interface ProgressDocument extends Progress {
  /** The tenant. */
  _id: string;
}

/** Collection `scoring_progress`. */
export class ProgressStore {
  readonly #documents: Collection<ProgressDocument>;

  constructor(store: Store) {
    this.#documents = store.collection('scoring_progress');
  }

  async all(): Promise<Map<string, Progress>> {
    const documents = await this.#documents.find({}).toArray();
    return new Map(documents.map(({ _id, ...progress }) => [_id, progress]));
  }

  async save(tenant: string, progress: Progress): Promise<void> {
    await this.#documents.replaceOne({ _id: tenant }, { _id: tenant, ...progress }, { upsert: true });
  }
}
