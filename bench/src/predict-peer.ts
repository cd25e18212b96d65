import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const SCRIPT = join(import.meta.dirname, '..', 'peers', 'lifetimes_fit.py');
const PACKAGE = 'lifetimes==0.11.3';

export interface PeerFit {
  seconds: number;
  parameters: Record<string, number>;
}

/** A Python with lifetimes in a folder of its own; the reason where it cannot be had. */
export async function preparePeer(folder: string): Promise<{ python: string } | { reason: string }> {
  const python = join(folder, 'bin', 'python');
  try {
    if (!existsSync(python)) await run('python3', ['-m', 'venv', folder]);
    await run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', PACKAGE]);
    return { python };
  } catch (error) {
    return { reason: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) };
  }
}

/** Fits one model with lifetimes on the same histories. */
export async function fitPeer(python: string, file: string, name: 'bg-nbd' | 'pareto-nbd'): Promise<PeerFit> {
  const { stdout } = await run(python, [SCRIPT, file, name]);
  return JSON.parse(stdout) as PeerFit;
}
