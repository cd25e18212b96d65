import { type Collection, DuplicateKeyError, type Store } from '@perennial/store';
import { fairShare } from './fair-share.ts';
import {
  LEASE_COLLECTION,
  type LeaseDocument,
  MEMBER_COLLECTION,
  type MemberDocument,
} from './lease-document.ts';

export interface LeaseOptions {
  store: Store;
  /** The reader's name; positions are kept under it. */
  reader: string;
  /** Stays the same over a restart of the same instance, which then goes on at once. */
  owner: string;
  leaseMs: number;
  /** All partitions that the owners of this reader share. */
  partitions: readonly number[];
  /** Milliseconds since the epoch. */
  clock: () => number;
}

interface Held {
  epoch: number;
  position: number;
  leaseUntilMs: number;
}

/** The leases of one owner. Every write is conditional on owner and epoch: who was superseded finds out and changes nothing. */
export class PartitionLeases {
  readonly #options: LeaseOptions;
  readonly #leases: Collection<LeaseDocument>;
  readonly #members: Collection<MemberDocument>;
  readonly #held = new Map<number, Held>();
  #writing: Promise<unknown> = Promise.resolve();

  constructor(options: LeaseOptions) {
    this.#options = options;
    this.#leases = options.store.collection(LEASE_COLLECTION);
    this.#members = options.store.collection(MEMBER_COLLECTION);
  }

  get partitions(): number[] {
    return [...this.#held.keys()];
  }

  position(partition: number): number | undefined {
    return this.#held.get(partition)?.position;
  }

  /** The lease is still ours by our own clock. */
  inTime(partition: number): boolean {
    return (this.#held.get(partition)?.leaseUntilMs ?? 0) > this.#options.clock();
  }

  /** Says that this owner is alive, then resolves to whether partitions should change hands. */
  async outOfBalance(): Promise<boolean> {
    await this.#announce();
    const share = await this.#share();
    if (this.#held.size > share) return true;
    return this.#held.size < share && (await this.#free()).length > 0;
  }

  /** Gives back what is above the fair share and takes free partitions up to it. */
  async rebalance(): Promise<void> {
    await this.#announce();
    const share = await this.#share();
    await this.#release(this.partitions.slice(share));
    for (const document of (await this.#free()).slice(0, share - this.#held.size)) await this.#take(document);
  }

  /**
   * Saves positions and renews the leases in one bulk write. Resolves to the partitions that were lost to another owner; they
   * are held no more.
   */
  save(positions: ReadonlyMap<number, number>): Promise<number[]> {
    return this.#oneAtATime(async () => {
      const leaseUntilMs = this.#options.clock() + this.#options.leaseMs;
      const saved = await this.#write(positions, leaseUntilMs);
      return saved;
    });
  }

  /** Keeps positions without moving them back, in memory only; the next save writes them. */
  advance(partition: number, position: number): void {
    const held = this.#held.get(partition);
    if (held) held.position = Math.max(held.position, position);
  }

  async releaseAll(): Promise<void> {
    await this.#release(this.partitions);
    await this.#members.deleteOne({ _id: this.#memberId() });
  }

  #release(partitions: readonly number[]): Promise<void> {
    return this.#oneAtATime(async () => {
      await this.#write(
        new Map(partitions.map((partition) => [partition, this.position(partition) ?? 0])),
        0,
      );
      for (const partition of partitions) this.#held.delete(partition);
    });
  }

  async #write(positions: ReadonlyMap<number, number>, leaseUntilMs: number): Promise<number[]> {
    const writes: { partition: number; held: Held; position: number }[] = [];
    for (const [partition, position] of positions) {
      const held = this.#held.get(partition);
      if (held) writes.push({ partition, held, position: Math.max(held.position, position) });
    }
    if (writes.length === 0) return [];
    const { owner } = this.#options;
    const result = await this.#leases.bulkWrite(
      writes.map(({ partition, held, position }) => ({
        updateOne: {
          filter: { _id: this.#id(partition), owner, epoch: held.epoch },
          update: { $set: { position, leaseUntilMs } },
        },
      })),
    );
    for (const { held, position } of writes) Object.assign(held, { position, leaseUntilMs });
    return result.matchedCount === writes.length
      ? []
      : this.#dropLost(writes.map(({ partition }) => partition));
  }

  async #dropLost(partitions: readonly number[]): Promise<number[]> {
    const ids = partitions.map((partition) => this.#id(partition));
    const documents = await this.#leases.find({ _id: { $in: ids } }).toArray();
    const ours = new Set(
      documents
        .filter(({ owner, partition, epoch }) => {
          return owner === this.#options.owner && epoch === this.#held.get(partition)?.epoch;
        })
        .map((document) => document.partition),
    );
    const lost = partitions.filter((partition) => !ours.has(partition));
    for (const partition of lost) this.#held.delete(partition);
    return lost;
  }

  /** Partitions that nobody holds, or that this owner held before a restart. */
  async #free(): Promise<LeaseDocument[]> {
    const { reader, partitions, clock, owner } = this.#options;
    const known = new Map<number, LeaseDocument>();
    for (const document of await this.#leases.find({ reader }).toArray())
      known.set(document.partition, document);
    const free: LeaseDocument[] = [];
    for (const partition of partitions) {
      if (this.#held.has(partition)) continue;
      const document = known.get(partition) ?? this.#unknown(partition);
      if (document.leaseUntilMs <= clock() || document.owner === owner) free.push(document);
    }
    return free;
  }

  /** Stands for a partition that has no document yet; epoch 0 is never stored. */
  #unknown(partition: number): LeaseDocument {
    const { reader } = this.#options;
    return { _id: this.#id(partition), reader, partition, owner: '', epoch: 0, leaseUntilMs: 0, position: 0 };
  }

  async #take(document: LeaseDocument): Promise<void> {
    const { clock, leaseMs, owner } = this.#options;
    const leaseUntilMs = clock() + leaseMs;
    const epoch = document.epoch + 1;
    const taken =
      document.epoch === 0
        ? await this.#insert({ ...document, owner, epoch, leaseUntilMs })
        : await this.#leases.findOneAndUpdate(
            { _id: document._id, epoch: document.epoch },
            { $set: { owner, epoch, leaseUntilMs } },
          );
    if (taken) this.#held.set(document.partition, { epoch, position: taken.position, leaseUntilMs });
  }

  async #insert(document: LeaseDocument): Promise<LeaseDocument | null> {
    try {
      await this.#leases.insertOne(document);
      return document;
    } catch (error) {
      if (error instanceof DuplicateKeyError) return null;
      throw error;
    }
  }

  async #announce(): Promise<void> {
    const { reader, clock, leaseMs } = this.#options;
    const member = { _id: this.#memberId(), reader, aliveUntilMs: clock() + leaseMs };
    await this.#members.replaceOne({ _id: member._id }, member, { upsert: true });
  }

  async #share(): Promise<number> {
    const { reader, clock, partitions } = this.#options;
    const owners = await this.#members.countDocuments({ reader, aliveUntilMs: { $gt: clock() } });
    return fairShare(partitions.length, owners);
  }

  /** Two saves at once could write an older position over a newer one. */
  #oneAtATime<T>(write: () => Promise<T>): Promise<T> {
    const next = this.#writing.then(write);
    this.#writing = next.catch(() => undefined);
    return next;
  }

  #id(partition: number): string {
    return `${this.#options.reader}:${partition}`;
  }

  #memberId(): string {
    return `${this.#options.reader}:${this.#options.owner}`;
  }
}
