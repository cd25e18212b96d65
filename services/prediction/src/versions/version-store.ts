import { type Collection, DuplicateKeyError, type Store } from '@perennial/store';
import type { ModelInForce, ModelVersion } from './model-version.ts';

interface VersionDocument extends ModelVersion {
  /** `<tenant>/<version>`. */
  _id: string;
  tenant: string;
}

interface InForceDocument extends ModelInForce {
  /** The tenant. */
  _id: string;
}

/** Versions beyond these are forgotten, but never the one in force. */
const KEPT_VERSIONS = 30;

/** The model versions of all tenants, and which of them is in force. */
export class VersionStore {
  readonly #versions: Collection<VersionDocument>;
  readonly #inForce: Collection<InForceDocument>;

  constructor(store: Store) {
    this.#versions = store.collection('model_versions');
    this.#inForce = store.collection('models_in_force');
  }

  async prepare(): Promise<void> {
    await this.#versions.createIndex({ tenant: 1, version: -1 });
  }

  /** Newest first. */
  async list(tenant: string): Promise<ModelVersion[]> {
    const documents = await this.#versions.find({ tenant }, { sort: { version: -1 } }).toArray();
    return documents.map(versionOf);
  }

  async newest(tenant: string): Promise<ModelVersion | undefined> {
    const [document] = await this.#versions.find({ tenant }, { sort: { version: -1 }, limit: 1 }).toArray();
    return document === undefined ? undefined : versionOf(document);
  }

  async get(tenant: string, version: number): Promise<ModelVersion | undefined> {
    const document = await this.#versions.findOne({ _id: `${tenant}/${version}`, tenant });
    return document === null ? undefined : versionOf(document);
  }

  /** Gives the new version the next number. */
  async add(tenant: string, made: Omit<ModelVersion, 'version'>): Promise<ModelVersion> {
    for (;;) {
      const version = ((await this.newest(tenant))?.version ?? 0) + 1;
      try {
        await this.#versions.insertOne({ _id: `${tenant}/${version}`, tenant, version, ...made });
        return { version, ...made };
      } catch (error) {
        if (!(error instanceof DuplicateKeyError)) throw error;
      }
    }
  }

  async forgetOld(tenant: string): Promise<void> {
    const inForce = await this.inForce(tenant);
    for (const { version } of (await this.list(tenant)).slice(KEPT_VERSIONS)) {
      if (version !== inForce?.version)
        await this.#versions.deleteOne({ _id: `${tenant}/${version}`, tenant });
    }
  }

  async inForce(tenant: string): Promise<ModelInForce | undefined> {
    const document = await this.#inForce.findOne({ _id: tenant });
    if (document === null) return undefined;
    const { _id, ...inForce } = document;
    return inForce;
  }

  async putInForce(tenant: string, inForce: ModelInForce): Promise<void> {
    await this.#inForce.replaceOne({ _id: tenant }, { _id: tenant, ...inForce }, { upsert: true });
  }
}

function versionOf({ _id, tenant: _tenant, ...version }: VersionDocument): ModelVersion {
  return version;
}
