import { join } from 'node:path';
import { FactsWriter } from '../batch/facts-writer.ts';
import { FactsState } from '../facts-state.ts';
import { readJournal } from '../journal/journal-file.ts';
import { adoptDimensions } from './dimensions-part.ts';
import { journalName, type Manifest, type Positions, readManifest } from './manifest.ts';
import { isMissingFile } from './missing-file.ts';
import { DamagedSnapshotError, type Part, readPart } from './part-file.ts';
import { lastSaveOf } from './save.ts';
import { shardOfPart } from './shard-part.ts';

export interface LoadedSnapshot {
  state: FactsState;
  positions: Positions;
}

/** `undefined` when there is no snapshot or any part of it is missing or damaged: the log has it all. */
export async function loadSnapshot(directory: string): Promise<LoadedSnapshot | undefined> {
  const manifest = await readManifest(directory);
  if (manifest === undefined) return undefined;
  try {
    const state = await loadState(directory, manifest);
    return { state, positions: await replayJournal(state, directory, manifest) };
  } catch (error) {
    if (error instanceof DamagedSnapshotError || isMissingFile(error)) return undefined;
    throw error;
  }
}

async function loadState(directory: string, manifest: Manifest): Promise<FactsState> {
  const read = async (name: string): Promise<Part> => {
    const saved = manifest.parts[name];
    if (saved === undefined) throw new DamagedSnapshotError(`snapshot lacks ${name}`);
    return readPart(join(directory, saved.file), saved);
  };
  const shardNames = Object.keys(manifest.parts).filter((name) => name.startsWith('shard-'));
  // All at once: while one part is checked, the next is read.
  const [dimensions, guests, ...shards] = await Promise.all([
    read('dimensions'),
    read('guests'),
    ...shardNames.map((_, i) => read(`shard-${i}`)),
  ]);
  const state = new FactsState(shardOfPart(guests));
  adoptDimensions(state, dimensions);
  state.shards.push(...shards.map(shardOfPart));
  for (const shard of state.allShards()) shard.savedChanges = shard.changes;
  return state;
}

/** Applies what was appended since the snapshot; returns the positions that this reaches. */
async function replayJournal(state: FactsState, directory: string, manifest: Manifest): Promise<Positions> {
  const { records, sizeBytes } = await readJournal(join(directory, journalName(manifest.generation)));
  const writer = new FactsWriter(state);
  for (const { frames } of records) for (const frame of frames) writer.replay(frame);
  state.lastSave = lastSaveOf(state, directory, manifest, sizeBytes);
  return records.at(-1)?.positions ?? manifest.positions;
}
