import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

/** A running MongoDB wire server. */
export interface MongoWire {
  url: string;
  stop(): Promise<void>;
}

const SOURCE_FOLDER = import.meta.dirname;
const BUILD_FOLDER = resolve(SOURCE_FOLDER, '../../.cache/mongo-wire');
const BUILD_TIMEOUT_MS = 300_000;
const START_TIMEOUT_MS = 30_000;

const run = promisify(execFile);

/**
 * Starts an in-memory server that speaks MongoDB's wire protocol (mongo-java-server) on a free port of this machine. Needs a
 * JDK and Maven; the first call fetches and compiles into `.cache/`.
 */
export async function startMongoWire(): Promise<MongoWire> {
  await build();
  const server = spawn('java', ['-Xmx512m', '-cp', `${BUILD_FOLDER}:${BUILD_FOLDER}/*`, 'MongoWire'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  try {
    return { url: await firstLine(server), stop: () => stop(server) };
  } catch (error) {
    server.kill('SIGKILL');
    throw error;
  }
}

/** Builds beside the final folder and renames, so that a build that was cut short is never taken for a whole one. */
async function build(): Promise<void> {
  if (await isThere(BUILD_FOLDER)) return;
  const fresh = `${BUILD_FOLDER}.${process.pid}`;
  await mkdir(fresh, { recursive: true });
  const timeout = BUILD_TIMEOUT_MS;
  const pom = join(SOURCE_FOLDER, 'pom.xml');
  await run('mvn', ['-B', '-q', '-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${fresh}`], {
    timeout,
  });
  await run('javac', ['-cp', `${fresh}/*`, '-d', fresh, join(SOURCE_FOLDER, 'MongoWire.java')], { timeout });
  await rename(fresh, BUILD_FOLDER).catch(async (error: unknown) => {
    await rm(fresh, { recursive: true, force: true });
    if (!(await isThere(BUILD_FOLDER))) throw error;
  });
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function firstLine(server: ChildProcess): Promise<string> {
  if (server.stdout === null) throw new Error('The MongoDB wire server has no standard output');
  const lines = createInterface({ input: server.stdout });
  const ended = once(server, 'exit').then(([code]) => {
    throw new Error(`The MongoDB wire server ended with ${code} before it listened`);
  });
  const signal = AbortSignal.timeout(START_TIMEOUT_MS);
  const [line] = await Promise.race([once(lines, 'line', { signal }), ended]);
  ended.catch(() => undefined);
  return String(line);
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  server.stdin?.end();
  await ended;
}
