import { type Collection, DuplicateKeyError, type Store } from '@perennial/store';

/** A segment as saved. */
export interface SavedSegment {
  segmentId: string;
  name: string;
  description: string;
  /** JSON form as text: a tree may be deeper than documents may nest. */
  conditionJson: string;
  /** One more with each change of the condition. */
  version: number;
  /** Changes with each update. */
  etag: string;
  createdAtMs: number;
  updatedAtMs: number;
}

interface SegmentDocument extends SavedSegment {
  /** `<tenant>/<segment id>`. */
  _id: string;
  tenant: string;
}

/** The segments of all tenants, one document each. */
export class SegmentStore {
  readonly #segments: Collection<SegmentDocument>;

  constructor(store: Store) {
    this.#segments = store.collection('segments');
  }

  async prepare(): Promise<void> {
    await this.#segments.createIndex({ tenant: 1, segmentId: 1 });
  }

  /** By id. */
  async list(tenant: string): Promise<SavedSegment[]> {
    const documents = await this.#segments.find({ tenant }, { sort: { segmentId: 1 } }).toArray();
    return documents.map(savedSegment);
  }

  /** By id, those after one. */
  async page(tenant: string, afterId: string, limit: number): Promise<SavedSegment[]> {
    const filter = { tenant, segmentId: { $gt: afterId } };
    const documents = await this.#segments.find(filter, { sort: { segmentId: 1 }, limit }).toArray();
    return documents.map(savedSegment);
  }

  /** Tenants that have a segment. */
  async tenants(): Promise<string[]> {
    const tenants = new Set<string>();
    for await (const { tenant } of this.#segments.find({})) tenants.add(tenant);
    return [...tenants];
  }

  async get(tenant: string, segmentId: string): Promise<SavedSegment | undefined> {
    const document = await this.#segments.findOne({ _id: documentId(tenant, segmentId), tenant });
    return document === null ? undefined : savedSegment(document);
  }

  /** False when the id is taken. */
  async insert(tenant: string, segment: SavedSegment): Promise<boolean> {
    try {
      await this.#segments.insertOne({ _id: documentId(tenant, segment.segmentId), tenant, ...segment });
      return true;
    } catch (error) {
      if (error instanceof DuplicateKeyError) return false;
      throw error;
    }
  }

  /** False when the saved etag is another one by now. */
  async replace(tenant: string, segment: SavedSegment, expectedEtag: string): Promise<boolean> {
    const _id = documentId(tenant, segment.segmentId);
    const filter = { _id, tenant, etag: expectedEtag };
    const { matchedCount } = await this.#segments.replaceOne(filter, { _id, tenant, ...segment });
    return matchedCount === 1;
  }

  async remove(tenant: string, segmentId: string): Promise<boolean> {
    return (await this.#segments.deleteOne({ _id: documentId(tenant, segmentId), tenant })) === 1;
  }
}

function documentId(tenant: string, segmentId: string): string {
  return `${tenant}/${segmentId}`;
}

function savedSegment({ _id, tenant, ...segment }: SegmentDocument): SavedSegment {
  return segment;
}
