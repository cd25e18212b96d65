import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** How a process ended, and what it said on the error output. */
export interface Ended {
  code: number | null;
  error: string;
}

/** A line of the log as far as it is of interest. */
interface LogLine {
  msg?: string;
  port?: number;
}

/** One process of a cluster, run from its `main.ts` with an environment of its own. */
export class ServiceProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<Ended>;
  readonly #listening = Promise.withResolvers<number>();

  constructor(mainFile: string, settings: Record<string, string>) {
    const env = { PATH: process.env['PATH'], ...settings };
    const child = spawn(process.execPath, [mainFile], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    this.#ended = this.#watch(child, mainFile);
    this.#listening.promise.catch(() => undefined);
  }

  /** Where it takes calls, once it does; rejects when it ends before. */
  async url(): Promise<string> {
    return `http://127.0.0.1:${await this.#listening.promise}`;
  }

  /** Resolves when it has ended by itself. */
  ended(): Promise<Ended> {
    return this.#ended;
  }

  /** Asks it to stop, and waits until it has. */
  stop(): Promise<Ended> {
    this.#child.kill('SIGTERM');
    return this.#ended;
  }

  async #watch(child: ChildProcess, mainFile: string): Promise<Ended> {
    let error = '';
    let log = '';
    child.stderr?.on('data', (chunk) => {
      error += chunk;
    });
    if (child.stdout)
      createInterface({ input: child.stdout }).on('line', (text) => {
        log += `${text}\n`;
        const line: LogLine = JSON.parse(text);
        if (line.msg === 'listening' && line.port !== undefined) this.#listening.resolve(line.port);
      });
    await once(child, 'close');
    this.#listening.reject(new Error(`${mainFile} ended before it took calls:\n${error}${log}`));
    return { code: child.exitCode, error };
  }
}
