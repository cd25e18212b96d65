import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { FactsWriter } from '../batch/facts-writer.ts';
import { FactsState } from '../facts-state.ts';
import { Journal } from '../journal/journal.ts';
import { readJournal } from '../journal/journal-file.ts';
import { adoptDimensions } from './dimensions-part.ts';
import { generationOf, journalName, type Manifest, type Positions, readManifest } from './manifest.ts';
import { isMissingFile } from './missing-file.ts';
import { DamagedSnapshotError, type LoadedPart, readPart } from './part-file.ts';
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
    return { state, positions: await replayJournals(state, directory, manifest) };
  } catch (error) {
    if (error instanceof DamagedSnapshotError || isMissingFile(error)) return undefined;
    throw error;
  }
}

async function loadState(directory: string, manifest: Manifest): Promise<FactsState> {
  const read = async (name: string): Promise<LoadedPart> => {
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

/**
 * Applies what was appended since the snapshot: its journal, and that of a snapshot behind it that did not come to be. Returns the positions
 * reached.
 */
async function replayJournals(state: FactsState, directory: string, manifest: Manifest): Promise<Positions> {
  const writer = new FactsWriter(state);
  const behind = await journalsBehind(directory, manifest.generation);
  let { positions, generation } = manifest;
  let journalBytes = 0;
  for (const [place, next] of [manifest.generation, ...behind].entries()) {
    const { records, sizeBytes, wasCut } = await readJournal(join(directory, journalName(next)));
    for (const { frames } of records) for (const frame of frames) writer.replay(frame);
    positions = records.at(-1)?.positions ?? positions;
    generation = next;
    journalBytes += sizeBytes;
    if (!wasCut) continue;
    // What lies behind the gap is read from the stream again.
    for (const lost of behind.slice(place)) await rm(join(directory, journalName(lost)));
    break;
  }
  const journal = new Journal(join(directory, journalName(generation)), journalBytes, state.dictionaries);
  state.lastSave = { directory, generation, parts: manifest.parts, journal };
  return positions;
}

/** Generations of the journals after that of a snapshot, ascending. */
async function journalsBehind(directory: string, generation: number): Promise<number[]> {
  const journals = (await readdir(directory)).filter((file) => file.endsWith('.journal')).map(generationOf);
  return journals.filter((later) => later > generation).sort((a, b) => a - b);
}
