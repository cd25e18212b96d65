import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from './find-program.ts';
import { freePort, LocalServer } from './local-server.ts';

/** A Redis server that keeps nothing on disk. */
export interface RedisServer {
  url: string;
  dispose(): Promise<void>;
}

/** Starts `redis-server` from PATH on a free port. */
export async function startRedis(): Promise<RedisServer> {
  const program = await findProgram('redis-server');
  if (!program) throw new Error('No redis-server on PATH: install it (Debian package redis-server)');
  const directory = await mkdtemp(join(tmpdir(), 'perennial-redis-'));
  const port = await freePort();
  const args = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
    '--dir',
    directory,
  ];
  const server = new LocalServer(program, args, port);
  await server.start();
  return {
    url: `redis://127.0.0.1:${port}`,
    dispose: async () => {
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
