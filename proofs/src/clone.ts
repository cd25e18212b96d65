import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { REPOSITORY } from './shop-process.ts';

/** A fresh clone of what is committed, as a new user gets it. */
export function cloneInto(folder: string): string {
  const clone = join(folder, 'perennial');
  execFileSync('git', ['clone', '--quiet', '--no-hardlinks', REPOSITORY, clone]);
  return clone;
}

/** Environment of a new user: without what the running proof's own npm put there. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('npm_') && !name.startsWith('PERENNIAL_'),
  );
  const path = (process.env['PATH'] ?? '').split(':').filter((part) => !part.includes('node_modules'));
  return { ...Object.fromEntries(kept), PATH: path.join(':'), CI: 'true' };
}

export interface NpmRun {
  child: ChildProcess;
  /** All output so far, both streams. */
  output(): string;
  done: Promise<number | null>;
  /** Ends the whole process group. */
  kill(signal: NodeJS.Signals): void;
}

/** Runs an npm command in a clone, in a process group of its own. */
export function npm(clone: string, args: readonly string[]): NpmRun {
  const child = spawn('npm', [...args], {
    cwd: clone,
    env: cleanEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let text = '';
  const collect = (chunk: Buffer): void => {
    text += chunk.toString();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const done = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  return { child, output: () => text, done, kill: (signal) => killGroup(child, signal) };
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
}
