import { once } from 'node:events';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import type { IntakeReader, ProfileReader } from '@perennial/ingestion';
import type { Logger } from '@perennial/runtime';
import {
  isFromReaders,
  type LogLine,
  type ReaderLags,
  type ReadersSettings,
  type ToReaders,
} from './readers-message.ts';

/** A batch's items die together when its events are out; with less room many of them would be moved to the old ones first. */
const YOUNG_GENERATION_MB = 96;

const NO_LAGS: ReaderLags = { intake: 0, profile: 0 };

/**
 * The readers of ingestion in a thread of their own, so that they neither hold up calls nor share a core with them. An error that
 * nothing in the thread catches is one of the process.
 */
export class ReadersThread {
  readonly #logger: Logger;
  readonly #port: MessagePort;
  readonly #worker: Worker;
  readonly #exited: Promise<unknown>;
  readonly #waiting = new Map<number, (lags: ReaderLags) => void>();
  readonly #started = Promise.withResolvers<void>();
  #isRunning = false;
  #lastId = 0;

  constructor(logger: Logger) {
    this.#logger = logger;
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.on('message', (message: unknown) => this.#receive(message));
    // It loads its code meanwhile.
    this.#worker = new Worker(new URL('./readers-worker.ts', import.meta.url), {
      workerData: { port: port2 },
      transferList: [port2],
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
    this.#exited = once(this.#worker, 'exit').finally(() => this.#end());
  }

  /** The way to the thread's bus; what is said before the readers start waits for it. */
  get channel(): MessagePort {
    return this.#port;
  }

  /** The two readers, as their services know them. */
  readers(settings: ReadersSettings): { intake: IntakeReader; profile: ProfileReader } {
    return {
      intake: {
        start: () => this.#start(settings),
        stop: () => this.#stop(),
        lag: async () => (await this.#lags()).intake,
      },
      profile: {
        start: () => this.#started.promise,
        stop: () => Promise.resolve(),
        lag: async () => (await this.#lags()).profile,
      },
    };
  }

  /** Lets go of the thread, so that the process can end; where its readers never ran, it ends it. */
  close(): void {
    this.#port.close();
    void this.#worker.terminate();
  }

  async #start(settings: ReadersSettings): Promise<void> {
    this.#isRunning = true;
    this.#worker.postMessage(settings);
    await Promise.race([this.#started.promise, this.#exited]);
  }

  async #stop(): Promise<void> {
    if (!this.#isRunning) return;
    this.#post({ readers: 'stop' });
    await this.#exited;
  }

  /** A thread that is gone is behind in nothing that it could still take. */
  #end(): void {
    for (const resolve of this.#waiting.values()) resolve(NO_LAGS);
    this.#waiting.clear();
    this.#isRunning = false;
  }

  #lags(): Promise<ReaderLags> {
    if (!this.#isRunning) return Promise.resolve(NO_LAGS);
    return new Promise((resolve) => {
      this.#lastId += 1;
      this.#waiting.set(this.#lastId, resolve);
      this.#post({ readers: 'tell lags', id: this.#lastId });
    });
  }

  #post(message: ToReaders): void {
    this.#port.postMessage(message);
  }

  #receive(message: unknown): void {
    if (!isFromReaders(message)) return;
    if (message.readers === 'started') this.#started.resolve();
    else if (message.readers === 'log') this.#log(message.line);
    else {
      this.#waiting.get(message.id)?.(message.lags);
      this.#waiting.delete(message.id);
    }
  }

  #log(line: string): void {
    const { level, msg, time: _time, service: _service, ...fields }: LogLine = JSON.parse(line);
    this.#logger[level](fields, msg);
  }
}
