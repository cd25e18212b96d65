import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { BUILT_PROGRAMS, findProgram } from './find-program.ts';
import { freePort, LocalServer } from './local-server.ts';

const SOURCE = 'github.com/nats-io/nats-server/v2@v2.12.2';
const OLDEST_MINOR = 12;
const BUILD_TIMEOUT_MS = 600_000;

const run = promisify(execFile);

/** A NATS server with JetStream in a temporary folder; `start` after `stop` or `kill` finds what it kept. */
export interface NatsServer {
  url: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  kill(): Promise<void>;
  pause(): void;
  resume(): void;
  /** Stops it and removes its folder. */
  dispose(): Promise<void>;
}

/** Reads `nats-server: v2.12.2`. */
async function isRecent(program: string): Promise<boolean> {
  const { stdout } = await run(program, ['--version']);
  const [, major = '0', minor = '0'] = /v(\d+)\.(\d+)\./.exec(stdout) ?? [];
  return Number(major) > 2 || (Number(major) === 2 && Number(minor) >= OLDEST_MINOR);
}

/** The path of `nats-server` 2.12 or later: installed, built before, or built now by Go. Undefined without all of them. */
export async function findNatsServer(): Promise<string | undefined> {
  const installed = await findProgram('nats-server');
  if (installed && (await isRecent(installed))) return installed;
  const go = await findProgram('go');
  if (!go) return undefined;
  await mkdir(BUILT_PROGRAMS, { recursive: true });
  await run(go, ['install', SOURCE], {
    timeout: BUILD_TIMEOUT_MS,
    env: { ...process.env, GOBIN: BUILT_PROGRAMS },
  });
  return join(BUILT_PROGRAMS, 'nats-server');
}

/** Starts a server on a free port. Throws when no `nats-server` can be had; says how to get one. */
export async function startNats(): Promise<NatsServer> {
  const program = await findNatsServer();
  if (!program)
    throw new Error('No nats-server 2.12 or later on PATH, and no Go to build it: install either');
  const directory = await mkdtemp(join(tmpdir(), 'perennial-nats-'));
  const port = await freePort();
  const server = new LocalServer(
    program,
    ['-a', '127.0.0.1', '-p', String(port), '-js', '-sd', directory],
    port,
  );
  await server.start();
  return {
    url: `nats://127.0.0.1:${port}`,
    start: () => server.start(),
    stop: () => server.stop(),
    kill: () => server.kill(),
    pause: () => server.pause(),
    resume: () => server.resume(),
    dispose: async () => {
      server.resume();
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
