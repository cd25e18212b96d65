import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CLI = join(import.meta.dirname, '..', '..', 'apps', 'cli', 'src', 'main.ts');

/** `perennial up` as a process of its own, with data in a temporary folder. */
export interface UpProcess {
  url: string;
  key: string;
  pid: number;
  stop(): Promise<void>;
}

export async function startUp(args: readonly string[] = []): Promise<UpProcess> {
  const data = mkdtempSync(join(tmpdir(), 'perennial-bench-'));
  const child = spawn(process.execPath, [CLI, 'up', '--port', '0', '--data', data, ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const address = await readyAddress(child, data);
  return {
    ...address,
    pid: child.pid ?? 0,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => {
          rmSync(data, { recursive: true, force: true });
          resolve();
        });
        child.kill('SIGTERM');
      }),
  };
}

async function readyAddress(child: ChildProcess, data: string): Promise<{ url: string; key: string }> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (child.exitCode !== null) throw new Error(`perennial up ended with ${child.exitCode}`);
    try {
      const address = JSON.parse(readFileSync(join(data, 'local.json'), 'utf8')) as {
        url: string;
        key: string;
      };
      if ((await fetch(`${address.url}/readyz`)).ok) return address;
    } catch {
      // Not there yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('perennial up was not ready within a minute');
}
