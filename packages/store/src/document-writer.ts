import type { EmbeddedEnvironment, OpenCollection, SecondaryIndex } from './embedded-environment.ts';
import { hasSameKeys, type IndexKeys, indexKeysOf } from './index-definition.ts';
import type { Fields } from './plain-value.ts';
import { DuplicateKeyError } from './port.ts';

/** Writes documents together with their index entries; every call belongs inside a transaction. */
export interface DocumentWriter {
  /** @throws DuplicateKeyError before anything is written, when a unique index has another document under the key. */
  put(old: Fields | undefined, next: Fields): void;
  remove(old: Fields): void;
}

interface IndexChange {
  index: SecondaryIndex;
  removed: Buffer[];
  added: Buffer[];
}

/** The writer of one collection. */
export function documentWriter(environment: EmbeddedEnvironment, collection: OpenCollection): DocumentWriter {
  return {
    put(old, next) {
      const id = idBytes(next);
      const changes = collection.indexes
        .filter(({ definition }) => old === undefined || !hasSameKeys(definition, old, next))
        .map((index) => indexChange(environment, collection, index, id, old, next));
      for (const change of changes) assertUnique(collection, change, id);
      for (const change of changes) applyChange(change, id);
      collection.documents.putSync(id, next);
    },
    remove(old) {
      const id = idBytes(old);
      for (const { definition, entries } of collection.indexes) {
        for (const key of indexKeysOf(definition, old, id).keys) entries.removeSync(key);
      }
      collection.documents.removeSync(id);
    },
  };
}

/** The key under which a document stands in its collection. */
export function idBytes(document: Fields): Buffer {
  return Buffer.from(String(document['_id']));
}

const NO_KEYS: IndexKeys = { keys: [], fromArray: false };

function indexChange(
  environment: EmbeddedEnvironment,
  collection: OpenCollection,
  index: SecondaryIndex,
  id: Buffer,
  old: Fields | undefined,
  next: Fields,
): IndexChange {
  const before = old === undefined ? NO_KEYS : indexKeysOf(index.definition, old, id);
  const after = indexKeysOf(index.definition, next, id);
  if (after.fromArray && !index.definition.multikey) markMultikey(environment, collection, index);
  return {
    index,
    removed: before.keys.filter((key) => !holdsKey(after.keys, key)),
    added: after.keys.filter((key) => !holdsKey(before.keys, key)),
  };
}

function holdsKey(keys: readonly Buffer[], key: Buffer): boolean {
  return keys.some((other) => key.equals(other));
}

/** From its first array on, an index is no longer asked for orders and double bounds. */
function markMultikey(
  environment: EmbeddedEnvironment,
  collection: OpenCollection,
  index: SecondaryIndex,
): void {
  index.definition = { ...index.definition, multikey: true };
  environment.saveIndex(collection, index.definition);
}

function assertUnique(collection: OpenCollection, { index, added }: IndexChange, id: Buffer): void {
  if (!index.definition.unique) return;
  for (const key of added) {
    const holder = index.entries.get(key);
    if (holder !== undefined && !id.equals(holder)) throw new DuplicateKeyError(collection.path);
  }
}

function applyChange({ index, removed, added }: IndexChange, id: Buffer): void {
  for (const key of removed) index.entries.removeSync(key);
  for (const key of added) index.entries.putSync(key, id);
}
