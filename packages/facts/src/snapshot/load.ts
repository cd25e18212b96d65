import { join } from 'node:path';
import { FactsState } from '../facts-state.ts';
import { adoptDimensions } from './dimensions-part.ts';
import { type Manifest, type Positions, readManifest } from './manifest.ts';
import { DamagedSnapshotError, type Part, readPart } from './part-file.ts';
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
    return { state: await loadState(directory, manifest), positions: manifest.positions };
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
  state.lastSave = { directory, generation: manifest.generation };
  return state;
}

function isMissingFile(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
