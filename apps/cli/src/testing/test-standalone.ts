import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger } from '@perennial/runtime';
import { type Connection, connectTo } from '../connection/connection.ts';
import { type Standalone, startStandalone } from '../standalone/start-standalone.ts';

/** A whole Perennial for one test, in a folder of its own. */
export class TestStandalone {
  readonly dataDirectory: string;
  #server: Standalone | undefined;

  private constructor(dataDirectory: string) {
    this.dataDirectory = dataDirectory;
  }

  static async start(): Promise<TestStandalone> {
    const test = new TestStandalone(await mkdtemp(join(tmpdir(), 'perennial-standalone-')));
    await test.restart();
    return test;
  }

  get server(): Standalone {
    if (!this.#server) throw new Error('the server is not started');
    return this.#server;
  }

  get connection(): Connection {
    return connectTo(this.server.url, this.server.key);
  }

  /** Stops where it runs, and starts on the same data. */
  async restart(): Promise<void> {
    await this.#server?.stop();
    this.#server = await startStandalone({
      dataDirectory: this.dataDirectory,
      port: 0,
      host: '127.0.0.1',
      environment: {},
      logger: silentLogger(),
    });
  }

  /** Sends a body through a door; gives the status. */
  async post(path: string, body: unknown, key = this.server.key): Promise<number> {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify(body) };
    return (await fetch(this.server.url + path, init)).status;
  }

  async end(): Promise<void> {
    await this.#server?.stop();
    await rm(this.dataDirectory, { recursive: true, force: true });
  }
}
