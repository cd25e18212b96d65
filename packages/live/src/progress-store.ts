import type { Collection, Store } from '@perennial/store';

/** A batch of events whose crossings are about to be published: judged again after a crash at the same instant, as one batch. */
export interface PendingBatch {
  throughSequence: number;
  atMs: number;
}

/** A version of a definition that what is published follows. */
export interface FollowedVersion {
  id: string;
  etag: string;
}

/** How far a tenant's crossings are published; one document, so it never contradicts itself. */
export interface Progress<State> {
  /** Events up to this sequence of EVENTS are judged and what they crossed is published. */
  eventsSequence: number;
  /** Our last message in CHANGES that we know of: whatever we published later stands after it. */
  changesSequence: number;
  /** Time is worked through to here. */
  workedThroughMs: number;
  /** Last instant of which crossings were told. */
  toldMs: number;
  versions: FollowedVersion[];
  /** What the board begins with again. */
  state: State;
  pending: PendingBatch | null;
  /** Time of the newest event that is worked in; null before the first. */
  lastEventMs: number | null;
}

/** Progress of a tenant that was never followed. */
export function freshProgress<State>(
  nowMs: number,
  state: State,
  sequences: { eventsSequence: number; changesSequence: number },
): Progress<State> {
  return {
    ...sequences,
    workedThroughMs: nowMs,
    toldMs: nowMs,
    versions: [],
    state,
    pending: null,
    lastEventMs: null,
  };
}

interface ProgressDocument<State> extends Progress<State> {
  /** The tenant. */
  _id: string;
}

/** Collection `progress` of the service that follows. */
export class ProgressStore<State> {
  readonly #documents: Collection<ProgressDocument<State>>;

  constructor(store: Store) {
    this.#documents = store.collection('progress');
  }

  async all(): Promise<Map<string, Progress<State>>> {
    const documents = await this.#documents.find({}).toArray();
    return new Map(documents.map(({ _id, ...progress }) => [_id, progress]));
  }

  async save(tenant: string, progress: Progress<State>): Promise<void> {
    await this.#documents.replaceOne({ _id: tenant }, { _id: tenant, ...progress }, { upsert: true });
  }
}
