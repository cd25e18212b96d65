import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const REPOSITORY = join(import.meta.dirname, '..', '..');
const CLI = join(REPOSITORY, 'apps', 'cli', 'src', 'main.ts');

export interface RunningShop {
  url: string;
  key: string;
  pid: number;
  /** Time from the start of the process until it was ready. */
  startMs: number;
  /** As a power cut would. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** A folder that goes away with `dispose`. */
export function temporaryFolder(): { path: string; dispose(): void } {
  const path = mkdtempSync(join(tmpdir(), 'perennial-proof-'));
  return { path, dispose: () => rmSync(path, { recursive: true, force: true }) };
}

/** Starts `perennial up` as a process of its own and waits until it is ready. */
export async function startShop(dataDirectory: string, args: readonly string[] = []): Promise<RunningShop> {
  const startedAt = performance.now();
  rmSync(join(dataDirectory, 'local.json'), { force: true });
  const child = spawn(process.execPath, [CLI, 'up', '--port', '0', '--data', dataDirectory, ...args], {
    cwd: REPOSITORY,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-4000);
  });
  const address = await waitFor('the shop to be ready', 60_000, async () => {
    if (child.exitCode !== null) throw new Error(`perennial up ended with ${child.exitCode}: ${errors}`);
    return readyAddress(dataDirectory);
  });
  return {
    ...address,
    pid: child.pid ?? 0,
    startMs: performance.now() - startedAt,
    kill: () => end(child, 'SIGKILL'),
    stop: () => end(child, 'SIGTERM'),
  };
}

async function readyAddress(dataDirectory: string): Promise<{ url: string; key: string } | undefined> {
  try {
    const address = JSON.parse(readFileSync(join(dataDirectory, 'local.json'), 'utf8')) as {
      url: string;
      key: string;
    };
    const ready = await fetch(`${address.url}/readyz`);
    return ready.ok ? address : undefined;
  } catch {
    return undefined;
  }
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill(signal);
  });
}

/** Asks again and again until there is an answer. @throws when there is none in time */
export async function waitFor<T>(
  what: string,
  timeoutMs: number,
  ask: () => Promise<T | undefined>,
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  while (performance.now() < deadline) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`Waited ${timeoutMs / 1000} s for ${what}`);
}

/** Calls one RPC by Connect JSON. */
export async function call<T>(shop: RunningShop, method: string, request: object = {}): Promise<T> {
  const response = await fetch(`${shop.url}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${shop.key}` },
    body: JSON.stringify(request),
  });
  if (!response.ok) throw new Error(`${method}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

/** Runs a command of the CLI against a data folder and returns what it printed. */
export function perennial(
  dataDirectory: string,
  args: readonly string[],
): { child: ChildProcess; done: Promise<CommandResult> } {
  const child = spawn(process.execPath, [CLI, ...args, '--data', dataDirectory], {
    cwd: REPOSITORY,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const done = new Promise<CommandResult>((resolve) => {
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
  return { child, done };
}

export interface CommandResult {
  /** Null when a signal ended it. */
  code: number | null;
  stdout: string;
  stderr: string;
}
