import { Catalogue } from './catalogue.ts';
import { CustomerActivity } from './customer-activity.ts';
import { Dictionaries } from './dictionaries.ts';
import type { Journal } from './journal/journal.ts';
import { NodeKinds } from './node-kinds.ts';
import { NodeOwners } from './node-owners.ts';
import { TotalColumns } from './postings/total-columns.ts';
import { SHARD_CUSTOMERS, Shard } from './shard.ts';
import type { Manifest } from './snapshot/manifest.ts';

/** The index that stands for guests. */
export const GUESTS = -1;

export interface LastSave {
  directory: string;
  /** Of the journal: of the snapshot too, or of the one that is being written. */
  generation: number;
  /** Of the snapshot in force. */
  parts: Manifest['parts'];
  /** What was appended since the snapshot was taken. */
  journal: Journal;
}

/** Everything that one tenant's facts consist of; `Facts` is the way in, snapshots save exactly this. */
export class FactsState {
  readonly dictionaries = new Dictionaries();
  readonly owners = new NodeOwners();
  readonly activity = new CustomerActivity();
  readonly catalogue = new Catalogue();
  /** Filled by the shards' indexes. */
  readonly totals = new TotalColumns(() => this.customerCount);
  readonly guests: Shard;
  readonly shards: Shard[] = [];
  /** Absent until somebody asks. */
  nodeKinds: NodeKinds | undefined;
  /** The snapshot that `savedChanges` of the shards refers to. */
  lastSave: LastSave | undefined;

  constructor(guests = new Shard()) {
    this.guests = guests;
  }

  get customerCount(): number {
    return this.dictionaries.customer.size;
  }

  /** Index of a customer id, new ones added; `GUESTS` for none. */
  internCustomer(customerId: string): number {
    if (customerId === '') return GUESTS;
    const index = this.dictionaries.customer.intern(customerId);
    if (index >= this.shards.length * SHARD_CUSTOMERS) this.shards.push(new Shard());
    return index;
  }

  /** Enough of them for every customer. */
  makeShards(): void {
    while (this.customerCount > this.shards.length * SHARD_CUSTOMERS) this.shards.push(new Shard());
  }

  knownNodeKinds(): NodeKinds {
    this.nodeKinds ??= new NodeKinds(this.owners, this.dictionaries.node);
    return this.nodeKinds;
  }

  customerText(index: number): string {
    return index === GUESTS ? '' : this.dictionaries.customer.textOf(index);
  }

  /** @throws RangeError for an index that no customer has. */
  shardOf(index: number): Shard {
    const shard = index === GUESTS ? this.guests : this.shards[Math.floor(index / SHARD_CUSTOMERS)];
    if (shard === undefined || index >= this.customerCount)
      throw new RangeError(`no customer has index ${index}`);
    return shard;
  }

  allShards(): Shard[] {
    return [this.guests, ...this.shards];
  }

  /** Shards fill alike: one merge a batch rather than all of them in one. */
  mergeOneDue(): void {
    this.allShards().some((shard) => shard.mergeOneDue());
  }

  memoryBytes(): number {
    const shards = this.allShards().reduce((sum, shard) => sum + shard.memoryBytes(), 0);
    const { dictionaries, owners, totals } = this;
    return shards + dictionaries.memoryBytes() + owners.memoryBytes() + totals.memoryBytes();
  }
}

/** Number of a customer within its shard; the guests' shard holds one. */
export function localOf(index: number): number {
  return index === GUESTS ? 0 : index % SHARD_CUSTOMERS;
}
