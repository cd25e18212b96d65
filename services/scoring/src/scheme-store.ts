import type { SchemeDefinition } from '@perennial/scores';
import { type Collection, DuplicateKeyError, type Store } from '@perennial/store';

/** A scheme as saved. */
export interface SavedScheme {
  definition: SchemeDefinition;
  /** Changes with each update. */
  etag: string;
  updatedAtMs: number;
}

interface SchemeDocument extends SavedScheme {
  /** `<tenant>/<scheme id>`. */
  _id: string;
  tenant: string;
}

/** The schemes of all tenants, one document each; and which tenants have got the schemes that one begins with. */
export class SchemeStore {
  readonly #schemes: Collection<SchemeDocument>;
  readonly #furnished: Collection<{ _id: string }>;

  constructor(store: Store) {
    this.#schemes = store.collection('schemes');
    this.#furnished = store.collection('tenants_with_schemes');
  }

  async isFurnished(tenant: string): Promise<boolean> {
    return (await this.#furnished.findOne({ _id: tenant })) !== null;
  }

  /** Gives a tenant its first schemes, all of them, also when an earlier try was cut off. */
  async furnish(tenant: string, schemes: readonly SavedScheme[]): Promise<void> {
    for (const scheme of schemes) await this.insert(tenant, scheme);
    await this.#furnished.replaceOne({ _id: tenant }, { _id: tenant }, { upsert: true });
  }

  async prepare(): Promise<void> {
    await this.#schemes.createIndex({ tenant: 1 });
  }

  /** By id. */
  async list(tenant: string): Promise<SavedScheme[]> {
    const documents = await this.#schemes.find({ tenant }, { sort: { _id: 1 } }).toArray();
    return documents.map(savedScheme);
  }

  async get(tenant: string, schemeId: string): Promise<SavedScheme | undefined> {
    const document = await this.#schemes.findOne({ _id: documentId(tenant, schemeId), tenant });
    return document === null ? undefined : savedScheme(document);
  }

  /** False when the id is taken. */
  async insert(tenant: string, scheme: SavedScheme): Promise<boolean> {
    try {
      const _id = documentId(tenant, scheme.definition.schemeId);
      await this.#schemes.insertOne({ _id, tenant, ...scheme });
      return true;
    } catch (error) {
      if (error instanceof DuplicateKeyError) return false;
      throw error;
    }
  }

  /** False when the saved etag is another one by now. */
  async replace(tenant: string, scheme: SavedScheme, expectedEtag: string): Promise<boolean> {
    const _id = documentId(tenant, scheme.definition.schemeId);
    const result = await this.#schemes.replaceOne(
      { _id, tenant, etag: expectedEtag },
      { _id, tenant, ...scheme },
    );
    return result.matchedCount === 1;
  }

  async remove(tenant: string, schemeId: string): Promise<boolean> {
    return (await this.#schemes.deleteOne({ _id: documentId(tenant, schemeId), tenant })) === 1;
  }
}

function documentId(tenant: string, schemeId: string): string {
  return `${tenant}/${schemeId}`;
}

function savedScheme({ definition, etag, updatedAtMs }: SchemeDocument): SavedScheme {
  return { definition, etag, updatedAtMs };
}
