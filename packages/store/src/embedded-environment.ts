import { mkdirSync, realpathSync } from 'node:fs';
import { type Database, open, type RootDatabase } from 'lmdb';
import { Encoder } from 'msgpackr';
import { IndexCatalogue } from './index-catalogue.ts';
import type { IndexDefinition } from './index-definition.ts';
import type { Fields } from './plain-value.ts';

/** Named databases in one LMDB environment: one for each collection and one for each index. */
const MAX_DATABASES = 2048;

/** Plain maps: msgpack's shared structures would tie documents to a side table that free-form keys overflow. */
const DOCUMENT_OPTIONS = {
  encoding: 'msgpack',
  keyEncoding: 'binary',
  useRecords: false,
  // LMDB's own copy may stem from another realm (a test file before this one), whose Date is not ours.
  encoder: { Encoder },
} as const;

/** A secondary index: its definition, and its keys, each with the id of a document. */
export interface SecondaryIndex {
  definition: IndexDefinition;
  entries: Database<Buffer, Buffer>;
}

/** What is open of one collection; shared by all stores on the same directory, so that all keep its indexes. */
export interface OpenCollection {
  /** `<database>/<collection>`. */
  path: string;
  documents: Database<Fields, Buffer>;
  indexes: SecondaryIndex[];
  /** Learns of indexes that another thread made or changed; to be called before a query is planned outside a transaction. */
  refresh(): void;
}

/** An LMDB environment; several stores (databases by name) of one process may share it, and several threads may open it. */
export interface EmbeddedEnvironment {
  collection(path: string): OpenCollection;
  allCollections(database: string): OpenCollection[];
  openIndex(collection: OpenCollection, definition: IndexDefinition): SecondaryIndex;
  /** Records the definition; inside a transaction it commits with it. */
  saveIndex(collection: OpenCollection, definition: IndexDefinition): void;
  /** Runs `action` alone among all writers; resolves when its writes are on disk. Calls that wait share one commit. */
  transact<R>(action: () => R): Promise<R>;
  release(): Promise<void>;
}

interface SharedEnvironment {
  environment: EmbeddedEnvironment;
  users: number;
}

/** LMDB must not be opened twice in one process; by real path. */
const openEnvironments = new Map<string, SharedEnvironment>();

/** Opens the environment in `directory` (made when missing), or joins the one that this process has open there. */
export function acquireEnvironment(directory: string): EmbeddedEnvironment {
  mkdirSync(directory, { recursive: true });
  const path = realpathSync(directory);
  const shared = openEnvironments.get(path) ?? { environment: openEnvironment(path), users: 0 };
  shared.users += 1;
  openEnvironments.set(path, shared);
  return shared.environment;
}

function openEnvironment(path: string): EmbeddedEnvironment {
  // Without overlapping syncs LMDB flushes each commit before the promise of its writes resolves.
  const root = open({ path, maxDbs: MAX_DATABASES, overlappingSync: false, noSubdir: false });
  const catalogue = new IndexCatalogue(root);
  const collections = new Map<string, OpenCollection>();
  const refresh = () => {
    if (!catalogue.hasChanged) return;
    catalogue.learn();
    for (const collection of collections.values()) updateIndexes(root, catalogue, collection);
  };
  const environment: EmbeddedEnvironment = {
    collection: (name) => {
      const known = collections.get(name) ?? openCollection(root, catalogue, name, refresh);
      collections.set(name, known);
      return known;
    },
    allCollections: (database) =>
      [...collections.values()].filter(({ path: name }) => name.startsWith(`${database}/`)),
    openIndex: (collection, definition) => openIndex(root, collection.path, definition),
    saveIndex: (collection, definition) => {
      catalogue.save(collection.path, definition);
    },
    transact: async (action) => {
      for (;;) {
        // Databases are not opened within a transaction, so that one which saw a change begins again.
        refresh();
        const done = await root.transaction(() => (catalogue.hasChanged ? undefined : { value: action() }));
        if (done !== undefined) return done.value;
      }
    },
    release: () => release(path, root),
  };
  return environment;
}

async function release(path: string, root: RootDatabase): Promise<void> {
  const shared = openEnvironments.get(path);
  if (shared === undefined) return;
  shared.users -= 1;
  if (shared.users > 0) return;
  openEnvironments.delete(path);
  await root.close();
}

function openCollection(
  root: RootDatabase,
  catalogue: IndexCatalogue,
  path: string,
  refresh: () => void,
): OpenCollection {
  const documents = root.openDB<Fields, Buffer>(path, DOCUMENT_OPTIONS);
  const indexes = catalogue.of(path).map((definition) => openIndex(root, path, definition));
  return { path, documents, indexes, refresh };
}

function updateIndexes(root: RootDatabase, catalogue: IndexCatalogue, collection: OpenCollection): void {
  for (const definition of catalogue.of(collection.path)) {
    const known = collection.indexes.find((index) => index.definition.name === definition.name);
    if (known === undefined) collection.indexes.push(openIndex(root, collection.path, definition));
    else known.definition = definition;
  }
}

function openIndex(root: RootDatabase, path: string, definition: IndexDefinition): SecondaryIndex {
  const name = `${path}#${definition.name}`;
  return {
    definition,
    entries: root.openDB<Buffer, Buffer>({ name, encoding: 'binary', keyEncoding: 'binary' }),
  };
}
