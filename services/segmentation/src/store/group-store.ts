import { type Collection, DuplicateKeyError, type Store } from '@perennial/store';

/** A group of segments as saved. */
export interface SavedGroup {
  groupId: string;
  name: string;
  segmentIds: readonly string[];
  /** Changes with each update. */
  etag: string;
  updatedAtMs: number;
}

interface GroupDocument extends SavedGroup {
  /** `<tenant>/<group id>`. */
  _id: string;
  tenant: string;
}

/** The groups of all tenants, one document each. */
export class GroupStore {
  readonly #groups: Collection<GroupDocument>;

  constructor(store: Store) {
    this.#groups = store.collection('segment_groups');
  }

  async prepare(): Promise<void> {
    await this.#groups.createIndex({ tenant: 1, groupId: 1 });
  }

  /** By id. */
  async list(tenant: string): Promise<SavedGroup[]> {
    const documents = await this.#groups.find({ tenant }, { sort: { groupId: 1 } }).toArray();
    return documents.map(savedGroup);
  }

  async get(tenant: string, groupId: string): Promise<SavedGroup | undefined> {
    const document = await this.#groups.findOne({ _id: documentId(tenant, groupId), tenant });
    return document === null ? undefined : savedGroup(document);
  }

  /** False when the id is taken. */
  async insert(tenant: string, group: SavedGroup): Promise<boolean> {
    try {
      await this.#groups.insertOne({ _id: documentId(tenant, group.groupId), tenant, ...group });
      return true;
    } catch (error) {
      if (error instanceof DuplicateKeyError) return false;
      throw error;
    }
  }

  /** False when the saved etag is another one by now. */
  async replace(tenant: string, group: SavedGroup, expectedEtag: string): Promise<boolean> {
    const _id = documentId(tenant, group.groupId);
    const filter = { _id, tenant, etag: expectedEtag };
    const { matchedCount } = await this.#groups.replaceOne(filter, { _id, tenant, ...group });
    return matchedCount === 1;
  }

  async remove(tenant: string, groupId: string): Promise<boolean> {
    return (await this.#groups.deleteOne({ _id: documentId(tenant, groupId), tenant })) === 1;
  }
}

function documentId(tenant: string, groupId: string): string {
  return `${tenant}/${groupId}`;
}

function savedGroup({ _id, tenant, ...group }: GroupDocument): SavedGroup {
  return group;
}
