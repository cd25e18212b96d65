import { Worker } from 'node:worker_threads';
import type { FromBodyWorker, ToBodyWorker } from './body-message.ts';
import { type JsonBody, type JsonCall, readJsonBody } from './json-body.ts';

/** A smaller body costs less to read than to hand over. */
const MIN_THREAD_BODY_BYTES = 4_096;
/** All that a call's reading makes dies with its answer; with less room much of it would be moved to the old objects first. */
const YOUNG_GENERATION_MB = 64;

/**
 * Reads the bodies of large calls in a thread of its own, so that they hold up nothing else. It begins with the first such call;
 * until it runs, they are read here. What nothing in the thread catches is an error of the process.
 */
export class BodyThread {
  readonly #waiting = new Map<number, PromiseWithResolvers<JsonBody>>();
  #worker: Worker | undefined;
  #isRunning = false;
  #isClosed = false;
  #lastId = 0;

  /** True from when large calls are read in the thread. */
  get isRunning(): boolean {
    return this.#isRunning;
  }

  async read(call: JsonCall): Promise<JsonBody> {
    if (call.body.byteLength < MIN_THREAD_BODY_BYTES || this.#isClosed) return readJsonBody(call);
    this.#worker ??= this.#start();
    return this.#isRunning ? this.#handOver(this.#worker, call) : readJsonBody(call);
  }

  /** Calls that still wait fail, whether or not their answer is on its way. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const { reject } of this.#waiting.values()) reject(new Error('The door was closed'));
    this.#waiting.clear();
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(new URL('./body-worker.ts', import.meta.url), {
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
    worker.unref();
    return worker.on('message', (message: FromBodyWorker) => this.#take(message));
  }

  #handOver(worker: Worker, call: JsonCall): Promise<JsonBody> {
    const waiting = Promise.withResolvers<JsonBody>();
    this.#lastId += 1;
    this.#waiting.set(this.#lastId, waiting);
    // A view would take all the memory behind it along.
    const body = new Uint8Array(call.body);
    const message: ToBodyWorker = { id: this.#lastId, call: { ...call, body } };
    worker.postMessage(message, [body.buffer]);
    return waiting.promise;
  }

  #take(message: FromBodyWorker): void {
    if ('ready' in message) {
      this.#isRunning = true;
      return;
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if ('body' in message) waiting?.resolve(message.body);
    else waiting?.reject(new Error(message.failure));
  }
}
