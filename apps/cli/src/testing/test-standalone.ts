import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger } from '@perennial/runtime';
import { type Connection, connectTo } from '../connection/connection.ts';
import { type Standalone, startStandalone } from '../standalone/start-standalone.ts';

/** A whole Perennial for one test, in a folder of its own. */
export class TestStandalone {
  readonly dataDirectory: string;
  readonly #environment: Record<string, string>;
  /** One of its own: real servers outlive a test. */
  readonly #tenant = `t-${randomUUID()}`;
  #server: Standalone | undefined;

  private constructor(dataDirectory: string, environment: Record<string, string>) {
    this.dataDirectory = dataDirectory;
    this.#environment = environment;
  }

  static async start(environment: Record<string, string> = {}): Promise<TestStandalone> {
    const test = new TestStandalone(await mkdtemp(join(tmpdir(), 'perennial-standalone-')), environment);
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
      environment: this.#environment,
      tenant: this.#tenant,
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
