import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const SCRIPT = join(import.meta.dirname, '..', 'peers', 'lifetimes_fit.py');
export const LIFETIMES = 'lifetimes==0.11.3';

export interface PeerFit {
  seconds: number;
  parameters: Record<string, number>;
}

/** Fits one model with lifetimes on the same histories. */
export async function fitPeer(python: string, file: string, name: 'bg-nbd' | 'pareto-nbd'): Promise<PeerFit> {
  const { stdout } = await run(python, [SCRIPT, file, name]);
  return JSON.parse(stdout) as PeerFit;
}
