import type { BulkOperation, Collection, Store, StoreDocument } from '@perennial/store';
import type { IntakeEntry } from './intake-entry.ts';

const SECONDS_PER_DAY = 86_400;
const MAX_TRIES = 10;

/** What one message of INTAKE claimed; `_id` is `<tenant>|<sequence>`. */
interface ClaimDocument extends StoreDocument {
  tenant: string;
  sequence: number;
  /** Id of the message. */
  message: string;
  /** Event ids of the items. No two documents of a tenant share one. */
  items: string[];
  /** End of EVENTS before the items' events were published: they lie behind it, if anywhere. */
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
 * Collection `seen_messages`: exact de-duplication by tenant and message id for `windowDays` after arrival. One document a message,
 * with a unique index over its items: an index entry an item is all that an item costs.
 *
 * A claim is written before the items' events are published. An item that comes again in another message is a repeat and is dropped.
 * In the same message it is a replay, after a crash or from DEAD, and its events may or may not be in EVENTS: they are looked for
 * behind `eventsEnd`, so that nothing is published twice however long the crash lasted.
 */
export class SeenItems {
  readonly #claims: Collection<ClaimDocument>;
  readonly #windowDays: number;

  constructor(store: Store, windowDays: number) {
    this.#claims = store.collection<ClaimDocument>('seen_messages');
    this.#windowDays = windowDays;
  }

  async createIndexes(): Promise<void> {
    await this.#claims.createIndex({ tenant: 1, items: 1 }, { unique: true });
    await this.#claims.createIndex(
      { receivedAt: 1 },
      { expireAfterSeconds: this.#windowDays * SECONDS_PER_DAY },
    );
  }

  async claim(tenant: string, entries: readonly IntakeEntry[], eventsEnd: number): Promise<Claim> {
    const first = firstOfEach(entries);
    const clashing = await this.#write(
      [...Map.groupBy(first, ({ sequence }) => sequence).values()],
      (items) => ({ insertOne: { document: claimOf(tenant, items, eventsEnd) } }),
    );
    if (clashing.length === 0) return { entries: first, uncertainAfter: undefined };
    return this.#withoutRepeats(tenant, first, clashing, eventsEnd);
  }

  /** Claims what is free of messages that clashed; what another reader claims meanwhile makes it look again. */
  async #withoutRepeats(
    tenant: string,
    entries: readonly IntakeEntry[],
    clashing: readonly IntakeEntry[][],
    eventsEnd: number,
  ): Promise<Claim> {
    const claims = new Map<string, ClaimDocument>();
    for (let tries = 1, left = clashing; left.length > 0; tries += 1) {
      if (tries > MAX_TRIES)
        throw new Error(`Items of a batch were claimed by other readers ${MAX_TRIES} times meanwhile`);
      await this.#find(tenant, left.flat(), claims);
      const free = left.map((items) => items.filter(({ eventId }) => !claims.has(eventId)));
      left = await this.#write(
        free.filter((items) => items.length > 0),
        (items) => extendClaim(claimOf(tenant, items, eventsEnd)),
      );
    }
    const kept: Claim = { entries: [], uncertainAfter: undefined };
    for (const entry of entries) {
      const claim = claims.get(entry.eventId);
      if (claim === undefined) kept.entries.push(entry);
      else if (isClaimOf(claim, entry)) {
        kept.entries.push({ ...entry, uncertain: true });
        kept.uncertainAfter = Math.min(claim.eventsEnd, kept.uncertainAfter ?? claim.eventsEnd);
      }
    }
    return kept;
  }

  /** Writes a claim for each message's items; resolves to those that ran into another claim. */
  async #write(
    messages: readonly IntakeEntry[][],
    toWrite: (items: readonly IntakeEntry[]) => BulkOperation<ClaimDocument>,
  ): Promise<IntakeEntry[][]> {
    if (messages.length === 0) return [];
    const { duplicates } = await this.#claims.bulkWrite(messages.map(toWrite));
    return duplicates.flatMap((index) => [messages[index] ?? []]);
  }

  async #find(
    tenant: string,
    entries: readonly IntakeEntry[],
    into: Map<string, ClaimDocument>,
  ): Promise<void> {
    const items = entries.map(({ eventId }) => eventId);
    const found = await this.#claims.find({ tenant, items: { $in: items } }).toArray();
    for (const claim of found) for (const item of claim.items) into.set(item, claim);
  }

  /** Gives items back that could not be handled, so that a replay from DEAD is no repeat. */
  async release(tenant: string, entries: readonly IntakeEntry[]): Promise<void> {
    if (entries.length === 0) return;
    await this.#claims.bulkWrite(
      entries.map(({ sequence, eventId }) => ({
        updateOne: { filter: { _id: claimId(tenant, sequence) }, update: { $pull: { items: eventId } } },
      })),
    );
  }
}

function claimId(tenant: string, sequence: number): string {
  return `${tenant}|${sequence}`;
}

/** The claim of items of one message; it goes when the last of them is out of the window. */
function claimOf(tenant: string, entries: readonly IntakeEntry[], eventsEnd: number): ClaimDocument {
  const { sequence = 0, message = '' } = entries[0] ?? {};
  const receivedMs = entries.reduce((latest, { item }) => Math.max(latest, item.receivedMs), 0);
  const items = entries.map(({ eventId }) => eventId);
  const receivedAt = new Date(receivedMs);
  return { _id: claimId(tenant, sequence), tenant, sequence, message, items, eventsEnd, receivedAt };
}

function extendClaim({ _id, items, ...rest }: ClaimDocument): BulkOperation<ClaimDocument> {
  const update = { $push: { items: { $each: items } }, $setOnInsert: rest };
  return { updateOne: { filter: { _id }, update, upsert: true } };
}

function isClaimOf(claim: ClaimDocument, entry: IntakeEntry): boolean {
  return claim.sequence === entry.sequence || (entry.replayed && claim.message === entry.message);
}

function firstOfEach(entries: readonly IntakeEntry[]): IntakeEntry[] {
  const seen = new Set<string>();
  return entries.filter(({ eventId }) => {
    if (seen.has(eventId)) return false;
    seen.add(eventId);
    return true;
  });
}
