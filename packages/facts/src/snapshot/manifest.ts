import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { WrittenPart } from './part-file.ts';

/** Stream name to the last sequence whose effect the snapshot contains. */
export type Positions = Readonly<Record<string, number>>;

export interface SavedPart extends WrittenPart {
  file: string;
}

export interface Manifest {
  format: number;
  /** Rises with each save; part of the names of the files written by it. */
  generation: number;
  positions: Positions;
  /** `dimensions`, `guests`, `shard-0`, `shard-1` … */
  parts: Record<string, SavedPart>;
}

/** Changes with the layout. A snapshot of another one is ignored: the log has it all. */
export const FORMAT = 4;
const MANIFEST_FILE = 'manifest';

/** File of what was appended to the facts since a snapshot. */
export function journalName(generation: number): string {
  return `${generation}.journal`;
}

/** Of a file's name; 0 for files without one. */
export function generationOf(file: string): number {
  return Number(/(\d+)\.(?:journal|part)$/.exec(file)?.[1] ?? 0);
}

/** `undefined` when there is none or it is damaged or of another format. */
export async function readManifest(directory: string): Promise<Manifest | undefined> {
  const text = await readFile(join(directory, MANIFEST_FILE), 'utf8').catch(() => '');
  const [checksum, json] = [text.slice(0, 8), text.slice(9)];
  if (json === '' || checksum !== checksumOf(json)) return undefined;
  const manifest: Manifest = JSON.parse(json);
  return manifest.format === FORMAT ? manifest : undefined;
}

/** Replaces the manifest in one step: before it the old snapshot stands, after it the new one. */
export async function writeManifest(directory: string, manifest: Manifest): Promise<void> {
  const json = JSON.stringify(manifest);
  const target = join(directory, MANIFEST_FILE);
  const file = await open(`${target}.next`, 'w');
  try {
    await file.writeFile(`${checksumOf(json)}\n${json}`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${target}.next`, target);
  await syncDirectory(directory);
}

/** Waits until the disk knows which files there are. */
export async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function checksumOf(json: string): string {
  return crc32(json).toString(16).padStart(8, '0');
}
