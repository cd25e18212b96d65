import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FactsState, LastSave } from '../facts-state.ts';
import { Journal } from '../journal/journal.ts';
import type { Shard } from '../shard.ts';
import { partOfDimensions } from './dimensions-part.ts';
import {
  FORMAT,
  journalName,
  type Manifest,
  type Positions,
  readManifest,
  type SavedPart,
  writeManifest,
} from './manifest.ts';
import { type Part, writePart } from './part-file.ts';
import { partOfShard } from './shard-part.ts';

/** A journal is written on while it is so small a part of its snapshot: reading it takes longer than the part. */
const JOURNAL_SHARE = 1 / 8;
const SMALL_JOURNAL_BYTES = 1 << 20;

/** The journal that what came since the last save can be appended to; undefined where a snapshot is to be written. */
export function journalFor({ lastSave }: FactsState, directory: string): Journal | undefined {
  if (lastSave?.directory !== directory) return undefined;
  const { journal, snapshotBytes } = lastSave;
  const mostBytes = Math.max(snapshotBytes * JOURNAL_SHARE, SMALL_JOURNAL_BYTES);
  return journal.sizeBytes > mostBytes ? undefined : journal;
}

/** Writes what changed beside the old parts, then switches by one rename, then drops what is not needed any more. */
export async function saveSnapshot(
  state: FactsState,
  directory: string,
  positions: Positions,
): Promise<void> {
  await mkdir(directory, { recursive: true });
  const before = await readManifest(directory);
  const generation = (before?.generation ?? 0) + 1;
  const { lastSave } = state;
  const isOurs = lastSave?.directory === directory && lastSave.generation === before?.generation;
  const parts: Record<string, SavedPart> = {};
  const write = async (name: string, part: Part): Promise<void> => {
    const file = `${name}.${generation}.part`;
    parts[name] = { file, ...(await writePart(join(directory, file), part)) };
  };
  await write('dimensions', partOfDimensions(state));
  for (const [name, shard] of namedShards(state)) {
    const saved = isOurs && shard.savedChanges === shard.changes ? before?.parts[name] : undefined;
    if (saved !== undefined) parts[name] = saved;
    else await write(name, partOfShard(shard));
  }
  const manifest: Manifest = { format: FORMAT, generation, positions, parts };
  await writeManifest(directory, manifest);
  for (const [, shard] of namedShards(state)) shard.savedChanges = shard.changes;
  state.lastSave = lastSaveOf(state, directory, manifest);
  await dropOthers(directory, manifest);
}

export function lastSaveOf(
  state: FactsState,
  directory: string,
  { generation, parts }: Manifest,
  journalBytes = 0,
): LastSave {
  const snapshotBytes = Object.values(parts).reduce((sum, part) => sum + part.sizeBytes, 0);
  const journal = new Journal(join(directory, journalName(generation)), journalBytes, state.dictionaries);
  return { directory, generation, snapshotBytes, journal };
}

/** Name in the manifest and shard. */
function namedShards(state: FactsState): [string, Shard][] {
  return [
    ['guests', state.guests],
    ...state.shards.map((shard, i): [string, Shard] => [`shard-${i}`, shard]),
  ];
}

async function dropOthers(directory: string, manifest: Manifest): Promise<void> {
  const kept = new Set(Object.values(manifest.parts).map((part) => part.file));
  kept.add(journalName(manifest.generation));
  const files = (await readdir(directory)).filter(
    (file) => /\.(part|journal)$/.test(file) && !kept.has(file),
  );
  await Promise.all(files.map((file) => rm(join(directory, file), { force: true })));
}
