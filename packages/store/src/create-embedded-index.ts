import { candidateDocuments } from './candidate-documents.ts';
import { idBytes } from './document-writer.ts';
import type { EmbeddedEnvironment, OpenCollection, SecondaryIndex } from './embedded-environment.ts';
import { defineIndex, type IndexDefinition, indexKeysOf } from './index-definition.ts';
import { DuplicateKeyError, type IndexOptions, type Sort } from './port.ts';
import { planQuery } from './query-plan.ts';

/**
 * Creates an index over what the collection holds; nothing happens when it exists already.
 * @throws DuplicateKeyError when two documents share a key of a unique index; the index is then not made.
 */
export async function createEmbeddedIndex(
  environment: EmbeddedEnvironment,
  collection: OpenCollection,
  keys: Sort,
  options?: IndexOptions,
): Promise<void> {
  const definition = defineIndex(keys, options);
  if (isThere(collection, definition)) return;
  const index = environment.openIndex(collection, definition);
  await environment.transact(() => {
    if (isThere(collection, definition)) return;
    fillIndex(collection, index);
    environment.saveIndex(collection, index.definition);
    collection.indexes.push(index);
  });
}

/** @throws Error when an index of that name has other options: changing them needs a decision, not a restart. */
function isThere(collection: OpenCollection, wanted: IndexDefinition): boolean {
  const there = collection.indexes.find(({ definition }) => definition.name === wanted.name)?.definition;
  if (there === undefined) return false;
  if (there.unique === wanted.unique && there.expireAfterSeconds === wanted.expireAfterSeconds) return true;
  throw new Error(`Index ${wanted.name} of ${collection.path} exists with other options`);
}

function fillIndex(collection: OpenCollection, index: SecondaryIndex): void {
  const entries = new Map<string, Buffer>();
  const everything = planQuery({ clauses: [], alternatives: [] }, undefined, []);
  for (const document of candidateDocuments(collection, everything)) {
    const id = idBytes(document);
    const { keys, fromArray } = indexKeysOf(index.definition, document, id);
    if (fromArray) index.definition = { ...index.definition, multikey: true };
    for (const key of keys) {
      const text = key.toString('latin1');
      if (index.definition.unique && entries.has(text)) throw new DuplicateKeyError(collection.path);
      entries.set(text, id);
    }
  }
  for (const [key, id] of entries) index.entries.putSync(Buffer.from(key, 'latin1'), id);
}
