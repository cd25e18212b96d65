import type { Collection, Store, StoreDocument } from '@perennial/store';
import { findInChunks } from './find-in-chunks.ts';
import type { IntakeEntry } from './intake-entry.ts';

const SECONDS_PER_DAY = 86_400;

/** That an item was taken, and by which message of INTAKE. */
interface SeenDocument extends StoreDocument {
  sequence: number;
  index: number;
  message: string;
  /** End of EVENTS before its events were published: they lie behind it, if anywhere. */
  eventsEnd: number;
  receivedAt: Date;
}

/** What a batch may do. */
export interface Claim {
  /** Items to publish, in order; repeats of other messages are left out. */
  entries: IntakeEntry[];
  /** Where in EVENTS the events of the uncertain ones may begin; undefined when there are none. */
  uncertainAfter: number | undefined;
}

/**
 * Collection `seen_items`: exact de-duplication by tenant and message id for `windowDays` after arrival.
 *
 * A claim is written before the item's events are published, with the message that claims it. An item that comes again in another
 * message is a repeat and is dropped. In the same message it is a replay, after a crash or from DEAD, and its events may or may not
 * be in EVENTS: they are looked for behind `eventsEnd`, so that nothing is published twice however long the crash lasted.
 */
export class SeenItems {
  readonly #seen: Collection<SeenDocument>;
  readonly #windowDays: number;

  constructor(store: Store, windowDays: number) {
    this.#seen = store.collection<SeenDocument>('seen_items');
    this.#windowDays = windowDays;
  }

  async createIndexes(): Promise<void> {
    await this.#seen.createIndex(
      { receivedAt: 1 },
      { expireAfterSeconds: this.#windowDays * SECONDS_PER_DAY },
    );
  }

  async claim(tenant: string, entries: readonly IntakeEntry[], eventsEnd: number): Promise<Claim> {
    const first = firstOfEach(entries);
    if (first.length === 0) return { entries: [], uncertainAfter: undefined };
    const result = await this.#seen.bulkWrite(
      first.map(({ eventId, sequence, index, message, item }) => ({
        insertOne: {
          document: {
            _id: `${tenant}|${eventId}`,
            sequence,
            index,
            message,
            eventsEnd,
            receivedAt: new Date(item.receivedMs),
          },
        },
      })),
    );
    if (result.duplicates.length === 0) return { entries: first, uncertainAfter: undefined };
    return this.#withoutRepeats(tenant, first, new Set(result.duplicates));
  }

  async #withoutRepeats(
    tenant: string,
    entries: readonly IntakeEntry[],
    duplicates: ReadonlySet<number>,
  ): Promise<Claim> {
    const ids = [...duplicates].map((index) => `${tenant}|${entries[index]?.eventId ?? ''}`);
    const found = await findInChunks(ids, (some) => this.#seen.find({ _id: { $in: some } }).toArray());
    const known = new Map(found.map((seen) => [seen._id, seen]));
    const claim: Claim = { entries: [], uncertainAfter: undefined };
    for (const [place, entry] of entries.entries()) {
      const seen = duplicates.has(place) ? known.get(`${tenant}|${entry.eventId}`) : undefined;
      if (seen === undefined) {
        claim.entries.push(entry);
      } else if (claimedBy(seen, entry)) {
        claim.entries.push({ ...entry, uncertain: true });
        claim.uncertainAfter = Math.min(seen.eventsEnd, claim.uncertainAfter ?? seen.eventsEnd);
      }
    }
    return claim;
  }

  /** Gives items back that could not be handled, so that a replay from DEAD is no repeat. */
  async release(tenant: string, entries: readonly IntakeEntry[]): Promise<void> {
    if (entries.length === 0) return;
    await this.#seen.bulkWrite(
      entries.map(({ eventId }) => ({ deleteOne: { filter: { _id: `${tenant}|${eventId}` } } })),
    );
  }
}

function claimedBy(seen: SeenDocument, entry: IntakeEntry): boolean {
  if (seen.index !== entry.index) return false;
  return seen.sequence === entry.sequence || (entry.replayed && seen.message === entry.message);
}

function firstOfEach(entries: readonly IntakeEntry[]): IntakeEntry[] {
  const seen = new Set<string>();
  return entries.filter(({ eventId }) => {
    if (seen.has(eventId)) return false;
    seen.add(eventId);
    return true;
  });
}
