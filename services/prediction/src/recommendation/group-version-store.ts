import { type Collection, DuplicateKeyError, type Store } from '@perennial/store';
import type { GroupVersion } from './group-version.ts';

interface GroupsDocument extends GroupVersion {
  /** `<tenant>/<version>`. */
  _id: string;
  tenant: string;
}

/** Older ones are forgotten. */
const KEPT_VERSIONS = 10;

/** The groups of all tenants. A version is one document: it is in force from the moment it is written, or not at all. */
export class GroupVersionStore {
  readonly #versions: Collection<GroupsDocument>;

  constructor(store: Store) {
    this.#versions = store.collection('affinity_groups');
  }

  async prepare(): Promise<void> {
    await this.#versions.createIndex({ tenant: 1, version: -1 });
  }

  /** Undefined where no groups were found yet. */
  async inForce(tenant: string): Promise<GroupVersion | undefined> {
    const [newest] = await this.#versions.find({ tenant }, { sort: { version: -1 }, limit: 1 }).toArray();
    return newest === undefined ? undefined : versionOf(newest);
  }

  async get(tenant: string, version: number): Promise<GroupVersion | undefined> {
    const document = await this.#versions.findOne({ _id: idOf(tenant, version), tenant });
    return document === null ? undefined : versionOf(document);
  }

  /** Numbers of those that are kept, newest first. */
  async numbers(tenant: string): Promise<number[]> {
    const documents = await this.#versions.find({ tenant }, { sort: { version: -1 } }).toArray();
    return documents.map(({ version }) => version);
  }

  /** Puts groups in force under the next number. */
  async add(tenant: string, made: Omit<GroupVersion, 'version'>): Promise<GroupVersion> {
    for (;;) {
      const version = ((await this.inForce(tenant))?.version ?? 0) + 1;
      try {
        await this.#versions.insertOne({ _id: idOf(tenant, version), tenant, version, ...made });
        await this.#forgetOld(tenant);
        return { version, ...made };
      } catch (error) {
        if (!(error instanceof DuplicateKeyError)) throw error;
      }
    }
  }

  async #forgetOld(tenant: string): Promise<void> {
    for (const version of (await this.numbers(tenant)).slice(KEPT_VERSIONS)) {
      await this.#versions.deleteOne({ _id: idOf(tenant, version), tenant });
    }
  }
}

function idOf(tenant: string, version: number): string {
  return `${tenant}/${version}`;
}

function versionOf({ _id, tenant: _tenant, ...version }: GroupsDocument): GroupVersion {
  return version;
}
