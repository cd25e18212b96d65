import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from './find-program.ts';
import { freePort, LocalServer } from './local-server.ts';

/** A MongoDB server on a temporary folder. */
export interface MongoServer {
  url: string;
  dispose(): Promise<void>;
}

/** Starts `mongod` from PATH on a free port. */
export async function startMongo(): Promise<MongoServer> {
  const program = await findProgram('mongod');
  if (!program) throw new Error('No mongod on PATH: install MongoDB');
  const directory = await mkdtemp(join(tmpdir(), 'perennial-mongo-'));
  const port = await freePort();
  const server = new LocalServer(
    program,
    ['--port', String(port), '--bind_ip', '127.0.0.1', '--dbpath', directory],
    port,
  );
  await server.start();
  return {
    url: `mongodb://127.0.0.1:${port}/?directConnection=true`,
    dispose: async () => {
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
