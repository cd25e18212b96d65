import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FactsState, LastSave } from '../facts-state.ts';
import { Journal } from '../journal/journal.ts';
import type { Shard } from '../shard.ts';
import { partOfDimensions } from './dimensions-part.ts';
import {
  FORMAT,
  generationOf,
  journalName,
  type Manifest,
  type Positions,
  type SavedPart,
  writeManifest,
} from './manifest.ts';
import { type Part, writePart } from './part-file.ts';
import { partOfShard } from './shard-part.ts';

/** A journal is written on while it is so small a part of its snapshot: reading it takes longer than the part. */
const JOURNAL_SHARE = 1 / 8;
const SMALL_JOURNAL_BYTES = 1 << 20;

/** A part as it is at an instant: what is to be written, or where that is written already. */
interface TakenPart {
  name: string;
  content: { toWrite: Part } | { written: SavedPart };
  /** To be called when a snapshot with it is in force. */
  saved(): void;
}

/** Whether a new snapshot is quicker to read than what was appended to the last. */
export function isSnapshotDue({ journal, parts }: LastSave): boolean {
  const snapshotBytes = Object.values(parts).reduce((sum, part) => sum + part.sizeBytes, 0);
  return journal.sizeBytes > Math.max(snapshotBytes * JOURNAL_SHARE, SMALL_JOURNAL_BYTES);
}

/** Saves everything, whatever the directory holds. Nothing may be applied until it resolves. */
export async function saveFirstSnapshot(
  state: FactsState,
  directory: string,
  positions: Positions,
): Promise<void> {
  await mkdir(directory, { recursive: true });
  const generation = Math.max(0, ...(await readdir(directory)).map(generationOf)) + 1;
  const taken = takenParts(state);
  const parts = await putInForce(directory, generation, positions, taken);
  const journal = new Journal(join(directory, journalName(generation)), 0, state.dictionaries);
  state.lastSave = { directory, generation, parts, journal };
}

/**
 * Saves what was applied so far to the journal and as the next snapshot. Records may be applied at once: they go to a journal of their own. Until
 * the snapshot is in force the one before stands, with both journals.
 */
export function saveNextSnapshot(
  state: FactsState,
  lastSave: LastSave,
  positions: Positions,
): { journalSaved: Promise<void>; inForce: Promise<void> } {
  const { directory, journal } = lastSave;
  const generation = lastSave.generation + 1;
  const taken = takenParts(state, lastSave);
  lastSave.generation = generation;
  lastSave.journal = journal.next(join(directory, journalName(generation)));
  const journalSaved = journal.save(positions);
  const inForce = journalSaved.then(async () => {
    lastSave.parts = await putInForce(directory, generation, positions, taken);
  });
  return { journalSaved, inForce };
}

function takenParts(state: FactsState, lastSave?: LastSave): TakenPart[] {
  const dimensions = { toWrite: partOfDimensions(state) };
  const shards = namedShards(state).map(([name, shard]): TakenPart => {
    const { changes } = shard;
    const written = shard.savedChanges === changes ? lastSave?.parts[name] : undefined;
    const saved = (): void => {
      shard.savedChanges = changes;
    };
    return { name, content: written === undefined ? { toWrite: partOfShard(shard) } : { written }, saved };
  });
  return [{ name: 'dimensions', content: dimensions, saved: () => undefined }, ...shards];
}

/** Writes what changed beside the old parts, then switches by one rename, then drops what is not needed any more. Returns the parts. */
async function putInForce(
  directory: string,
  generation: number,
  positions: Positions,
  taken: readonly TakenPart[],
): Promise<Manifest['parts']> {
  const parts: Manifest['parts'] = {};
  for (const { name, content } of taken) {
    const file = `${name}.${generation}.part`;
    parts[name] =
      'written' in content
        ? content.written
        : { file, ...(await writePart(join(directory, file), content.toWrite)) };
  }
  const manifest: Manifest = { format: FORMAT, generation, positions, parts };
  await writeManifest(directory, manifest);
  for (const { saved } of taken) saved();
  await dropOthers(directory, manifest);
  return parts;
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
