import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from 'lmdb';
import type { OpenCollection, SecondaryIndex } from './embedded-environment.ts';
import type { Fields } from './plain-value.ts';
import type { KeyRange, QueryPlan, RangePlan } from './query-plan.ts';

/** Ranges are read in chunks that grow up to this, so that no LMDB cursor stays open while the caller works. */
const FIRST_CHUNK = 16;
const MAX_CHUNK = 256;

/** Keys counted before other work of the process gets its turn; about 3 ms. */
const KEYS_PER_TURN = 32_768;

/** The documents that a plan reaches, each once, in the plan's order. */
export function* candidateDocuments(collection: OpenCollection, plan: QueryPlan): Generator<Fields, void> {
  if (plan.kind === 'ids') {
    for (const id of plan.ids) {
      const document = collection.documents.get(Buffer.from(id));
      if (document !== undefined) yield document;
    }
  } else if (plan.index === null) {
    for (const range of plan.ranges) {
      for (const { value } of entriesIn(collection.documents, range, plan.reverse)) yield value;
    }
  } else {
    yield* documentsOfIndex(collection, plan, plan.index);
  }
}

function* documentsOfIndex(
  collection: OpenCollection,
  plan: RangePlan,
  name: string,
): Generator<Fields, void> {
  const index = plannedIndex(collection, name);
  const seen = new Set<string>();
  for (const range of plan.ranges) {
    for (const { value: id } of entriesIn(index.entries, range, plan.reverse)) {
      if (index.definition.multikey && isRepeated(seen, id)) continue;
      const document = collection.documents.get(id);
      if (document !== undefined) yield document;
    }
  }
}

function plannedIndex(collection: OpenCollection, name: string): SecondaryIndex {
  const index = collection.indexes.find(({ definition }) => definition.name === name);
  if (index === undefined) throw new Error(`Planned on index ${name}, which ${collection.path} lacks`);
  return index;
}

/** How many keys lie in the ranges of a plan; for one that covers its filter these are the matches, and no document is read. */
export async function countKeys(collection: OpenCollection, { index, ranges }: RangePlan): Promise<number> {
  const keys = index === null ? collection.documents : plannedIndex(collection, index).entries;
  let count = 0;
  for (const range of ranges) count += await countRange(keys, range);
  return count;
}

async function countRange(keys: Database<unknown, Buffer>, { start, end }: KeyRange): Promise<number> {
  if (Buffer.compare(start, end) >= 0) return 0;
  let from = start;
  for (let count = 0; ; count += KEYS_PER_TURN) {
    const range = { ...(from.length === 0 ? {} : { start: from }), end };
    const [next] = keys.getKeys({ ...range, offset: KEYS_PER_TURN, limit: 1 });
    if (next === undefined) return count + keys.getKeysCount(range);
    from = next;
    await nextTurn();
  }
}

function isRepeated(seen: Set<string>, id: Buffer): boolean {
  const text = id.toString();
  if (seen.has(text)) return true;
  seen.add(text);
  return false;
}

interface Entry<V> {
  key: Buffer;
  value: V;
}

function* entriesIn<V>(
  database: Database<V, Buffer>,
  range: KeyRange,
  reverse: boolean,
): Generator<Entry<V>, void> {
  if (Buffer.compare(range.start, range.end) >= 0) return;
  let after: Buffer | null = null;
  for (let size = FIRST_CHUNK; ; size = Math.min(size * 4, MAX_CHUNK)) {
    const chunk: Entry<V>[] = readChunk(database, range, reverse, after, size);
    yield* chunk;
    const last = chunk.at(-1);
    if (last === undefined || chunk.length < size) return;
    after = last.key;
  }
}

/** Ranges are half-open at their upper end in either direction; an empty start, which LMDB does not take, is left out. */
function readChunk<V>(
  database: Database<V, Buffer>,
  range: KeyRange,
  reverse: boolean,
  after: Buffer | null,
  limit: number,
): Entry<V>[] {
  const start = after ?? (reverse ? range.end : range.start);
  const end = reverse ? range.start : range.end;
  return [
    ...database.getRange({
      ...(start.length === 0 ? {} : { start }),
      ...(end.length === 0 ? {} : { end }),
      exclusiveStart: after !== null || reverse,
      inclusiveEnd: reverse,
      reverse,
      limit,
    }),
  ];
}
