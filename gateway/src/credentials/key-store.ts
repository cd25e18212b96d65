import { type Collection, DuplicateKeyError, type Filter, type Store } from '@perennial/store';
import { hashSecret, type KeyKind, newKeyId, newKeySecret, shownPrefix } from './key-secret.ts';

export interface KeyDocument {
  /** `<tenant>|<key id>` */
  _id: string;
  tenant: string;
  keyId: string;
  /** SHA-256 of the secret, lower-case hex; the secret itself is kept nowhere. */
  hash: string;
  kind: KeyKind;
  name: string;
  prefix: string;
  createdAtMs: number;
  /** Null while it lives. */
  revokedAtMs: number | null;
}

/** The keys of all tenants. */
export class KeyStore {
  readonly #keys: Collection<KeyDocument>;
  readonly #now: () => number;

  constructor(store: Store, now: () => number) {
    this.#keys = store.collection<KeyDocument>('keys');
    this.#now = now;
  }

  async createIndexes(): Promise<void> {
    await this.#keys.createIndex({ hash: 1 }, { unique: true });
    await this.#keys.createIndex({ tenant: 1, createdAtMs: -1, keyId: 1 });
  }

  /** Makes a key; its secret is given out here and never again. */
  async create(tenant: string, kind: KeyKind, name: string): Promise<{ key: KeyDocument; secret: string }> {
    const secret = newKeySecret(kind);
    return { key: await this.#insert(tenant, kind, name, secret), secret };
  }

  /** Makes a key for everything of a secret that was made elsewhere, unless there is or was one of it. */
  async keep(tenant: string, secret: string, name: string): Promise<void> {
    try {
      await this.#insert(tenant, 'secret', name, secret);
    } catch (thrown) {
      if (!(thrown instanceof DuplicateKeyError)) throw thrown;
    }
  }

  async #insert(tenant: string, kind: KeyKind, name: string, secret: string): Promise<KeyDocument> {
    const keyId = newKeyId();
    const key: KeyDocument = {
      _id: `${tenant}|${keyId}`,
      tenant,
      keyId,
      hash: hashSecret(secret),
      kind,
      name,
      prefix: shownPrefix(secret),
      createdAtMs: this.#now(),
      revokedAtMs: null,
    };
    await this.#keys.insertOne(key);
    return key;
  }

  /** The living key with this hash, of whichever tenant: the one look-up that makes the tenant known. */
  findLiving(hash: string): Promise<KeyDocument | null> {
    return this.#keys.findOne({ hash, revokedAtMs: null });
  }

  /** Newest first, after the key that a page ended with. */
  list(
    tenant: string,
    limit: number,
    after?: { createdAtMs: number; keyId: string },
  ): Promise<KeyDocument[]> {
    const filter: Filter<KeyDocument> = { tenant };
    if (after) {
      const { createdAtMs, keyId } = after;
      filter.$or = [{ createdAtMs: { $lt: createdAtMs } }, { createdAtMs, keyId: { $gt: keyId } }];
    }
    return this.#keys.find(filter, { sort: { createdAtMs: -1, keyId: 1 }, limit }).toArray();
  }

  /** The key as ended (when it had ended already, as it was), or null when the tenant has none of that id. */
  async revoke(tenant: string, keyId: string): Promise<KeyDocument | null> {
    const _id = `${tenant}|${keyId}`;
    const revokedAtMs = this.#now();
    return (
      (await this.#keys.findOneAndUpdate({ _id, tenant, revokedAtMs: null }, { $set: { revokedAtMs } })) ??
      this.#keys.findOne({ _id, tenant })
    );
  }
}
