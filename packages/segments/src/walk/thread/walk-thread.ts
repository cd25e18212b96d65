import { once } from 'node:events';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { FactsColumns, FactsImages } from '@perennial/facts';
import { type Bits, setBit } from '../../scan/bits.ts';
import type { ShardScan } from '../../scan/shard-scan.ts';
import { Portions } from '../portions.ts';
import { PORTION_CUSTOMERS } from '../stays.ts';
import type { VerdictTurns } from '../verdict-turns.ts';
import type { WalkQuestion } from '../walk-question.ts';
import { asksOrderSources } from './asks-order-sources.ts';
import {
  KNOWN_QUESTIONS,
  type NewQuestion,
  ThreadState,
  type WalkAnswer,
  type WalkTask,
  type WalkThreadData,
} from './walk-message.ts';
import type { AskedWalk, WalkSharer } from './walk-sharer.ts';

/** With fewer customers, telling the other thread costs more than it saves. */
const LEAST_CUSTOMERS = 2 * PORTION_CUSTOMERS;
/** A part of a shard takes some 0.1 s. */
const GIVE_UP_MS = 30_000;

/**
 * A second thread for walks over one tenant's facts. It reads the same memory while the thread that owns the facts walks over its own part; then
 * that one waits for it, so nothing is written meanwhile. Until its code is loaded, nothing is shared with it.
 */
export class WalkThread implements WalkSharer {
  readonly #columns: FactsColumns;
  readonly #images: FactsImages;
  readonly #leastCustomers: number;
  readonly #state = new Int32Array(new SharedArrayBuffer(4));
  readonly #taken = new Int32Array(new SharedArrayBuffer(4));
  readonly #port: MessagePort;
  readonly #worker: Worker;
  readonly #numbers = new WeakMap<WalkQuestion, number>();
  /** Numbers of the questions that the thread knows, oldest first. */
  readonly #known: number[] = [];
  #lastNumber = 0;
  #isAsked = false;
  #isGone = false;

  /** @param leastCustomers walks over fewer of a shard are not shared */
  constructor(columns: FactsColumns, leastCustomers = LEAST_CUSTOMERS) {
    this.#columns = columns;
    this.#images = columns.images();
    this.#leastCustomers = leastCustomers;
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    const workerData: WalkThreadData = { port: port2, state: this.#state, taken: this.#taken };
    this.#worker = new Worker(new URL('./walk-worker.ts', import.meta.url), {
      workerData,
      transferList: [port2],
    });
    this.#worker.unref();
  }

  /** Whether the walks are of facts that it was started for. */
  isOf(columns: FactsColumns): boolean {
    return columns === this.#columns;
  }

  get #isReady(): boolean {
    return !this.#isGone && Atomics.load(this.#state, 0) !== ThreadState.starting;
  }

  begin(
    { question, instants, zone }: AskedWalk,
    { shard }: ShardScan,
    locals: Uint16Array,
  ): Portions | undefined {
    // Where a caller failed before `finish`, the answer is thrown away.
    if (this.#isAsked) this.#answer();
    if (locals.length < this.#leastCustomers || !this.#isReady) return undefined;
    const { number, isKnown } = this.#numberOf(question);
    const asked: NewQuestion = { question, instants, timeZone: zone.timeZone };
    const place = this.#columns.shards.indexOf(shard);
    if (asksOrderSources(question)) shard.orderSources().current();
    this.#ask({
      ...{ number, question: isKnown ? undefined : asked },
      ...{ image: this.#images.next(place), shard: place, locals: locals.slice() },
    });
    return new Portions(locals.length, this.#taken);
  }

  finish(turns: VerdictTurns, unsure: Bits): void {
    const answer = this.#answer();
    if ('failure' in answer) throw new Error(`a walk in the second thread failed: ${answer.failure}`);
    turns.addAll(answer.locals, answer.days);
    for (const local of answer.unsure) setBit(unsure, local);
  }

  /** Resolves when the thread has loaded its code. */
  async ready(): Promise<void> {
    if (this.#isReady) return;
    this.#worker.ref();
    await once(this.#worker, 'message');
    this.#worker.unref();
  }

  async close(): Promise<void> {
    this.#isGone = true;
    await this.#worker.terminate();
  }

  #ask(task: WalkTask): void {
    this.#isAsked = true;
    Atomics.store(this.#taken, 0, 0);
    this.#port.postMessage(task, [task.locals.buffer as ArrayBuffer]);
    Atomics.store(this.#state, 0, ThreadState.asked);
    Atomics.notify(this.#state, 0);
  }

  #answer(): WalkAnswer {
    const isLate = Atomics.wait(this.#state, 0, ThreadState.asked, GIVE_UP_MS) === 'timed-out';
    this.#isAsked = false;
    if (!isLate) return receiveMessageOnPort(this.#port)?.message ?? { failure: 'it gave no answer' };
    void this.close();
    return { failure: `it did not answer within ${GIVE_UP_MS / 1000} s; walks go on without it` };
  }

  #numberOf(question: WalkQuestion): { number: number; isKnown: boolean } {
    const number = this.#numbers.get(question) ?? this.#lastNumber + 1;
    this.#lastNumber = Math.max(this.#lastNumber, number);
    this.#numbers.set(question, number);
    const isKnown = this.#known.includes(number);
    if (!isKnown && this.#known.push(number) > KNOWN_QUESTIONS) this.#known.shift();
    return { number, isKnown };
  }
}
