import type { Message } from '../port.ts';
import { matchesFilter } from '../subject.ts';
import { AckWait } from '../work/ack-wait.ts';
import { unacknowledgedLimit, type Verdict, verdictOnFailure } from '../work/attempt.ts';
import type { Worker } from '../work/worker.ts';
import type { StreamLog } from './stream-log.ts';
import type { WorkState } from './work-state.ts';

/** Handed out and not yet acknowledged. */
interface Unacknowledged {
  sequence: number;
  attempt: number;
  firstError: unknown;
  lastError: unknown;
  retryTimer?: NodeJS.Timeout;
}

/** What the queue asks of its bus. */
export interface QueueHooks {
  park(durable: string, message: Message, entry: Readonly<Unacknowledged>): Promise<void>;
  random(): number;
  onError(error: unknown): void;
}

const SCAN_BATCH = 128;
/** Between two tries to park when DEAD cannot be written. */
const PARK_RETRY_MS = 1_000;

/** One durable queue over a log. Workers attach; new messages come in order, due retries go first. */
export class WorkQueue {
  readonly #log: StreamLog;
  readonly #state: WorkState;
  readonly #durable: string;
  readonly #filter: string | undefined;
  readonly #hooks: QueueHooks;
  readonly #workers: Worker[] = [];
  readonly #unacknowledged = new Map<number, Unacknowledged>();
  readonly #due: Unacknowledged[] = [];
  readonly #writes = new Set<Promise<void>>();
  #fresh: Message[] = [];
  #cursor: number;
  #scanned: number;
  #cancelWait: (() => void) | undefined;
  #closed = false;

  constructor(log: StreamLog, durable: string, filter: string | undefined, hooks: QueueHooks) {
    this.#log = log;
    this.#state = log.work;
    this.#durable = durable;
    this.#filter = filter;
    this.#hooks = hooks;
    this.#cursor = log.work.cursor(log.config.name, durable);
    this.#scanned = this.#cursor;
    for (const { sequence, attempt } of log.work.unacknowledged(log.config.name, durable)) {
      const error = new Error(`the process ended during try ${attempt}`);
      const entry = { sequence, attempt, firstError: error, lastError: error };
      this.#unacknowledged.set(sequence, entry);
      this.#due.push(entry);
    }
  }

  /** A closed queue hands nothing out; a new one must be made from what is kept. */
  get closed(): boolean {
    return this.#closed;
  }

  attach(worker: Worker): void {
    this.#workers.push(worker);
    this.#pump();
  }

  /** Removes a stopped worker; the queue closes with its last one. */
  async detach(worker: Worker): Promise<void> {
    this.#workers.splice(this.#workers.indexOf(worker), 1);
    await Promise.all(this.#writes);
    if (this.#workers.length > 0) return;
    this.#closed = true;
    this.#cancelWait?.();
    for (const entry of this.#unacknowledged.values()) clearTimeout(entry.retryTimer);
  }

  pending(): number {
    let count = this.#unacknowledged.size;
    let at = this.#cursor;
    while (at < this.#log.durableSequence) {
      const { messages, through } = this.#log.slice(at, Number.POSITIVE_INFINITY, SCAN_BATCH, null);
      count += messages.filter((message) => this.#matches(message)).length;
      at = through;
    }
    return count;
  }

  #matches(message: Message): boolean {
    return this.#filter === undefined || matchesFilter(message.subject, this.#filter);
  }

  /** Hands out what is due or new while a worker has room; else waits for a result, a timer or the tail of the log. */
  #pump(): void {
    while (!this.#closed) {
      const worker = this.#workers.find((candidate) => candidate.hasRoom);
      if (!worker) return;
      const next = this.#nextDue() ?? this.#nextFresh(worker);
      if (!next) return;
      this.#workers.push(...this.#workers.splice(this.#workers.indexOf(worker), 1));
      this.#begin(worker, next.message, next.entry);
    }
  }

  #nextDue(): { message: Message; entry: Unacknowledged } | undefined {
    for (let entry = this.#due.shift(); entry; entry = this.#due.shift()) {
      if (this.#unacknowledged.get(entry.sequence) !== entry) continue;
      const message = this.#log.get(entry.sequence);
      if (message) return { message, entry };
      this.#acknowledge(entry);
    }
    return undefined;
  }

  #nextFresh(worker: Worker): { message: Message; entry: Unacknowledged } | undefined {
    if (this.#unacknowledged.size >= unacknowledgedLimit(worker.options)) return undefined;
    if (this.#fresh.length === 0) this.#scan();
    const message = this.#fresh.shift();
    if (!message) return undefined;
    this.#cursor = message.sequence;
    const entry = { sequence: message.sequence, attempt: 0, firstError: undefined, lastError: undefined };
    this.#unacknowledged.set(message.sequence, entry);
    return { message, entry };
  }

  #scan(): void {
    const { messages, through } = this.#log.slice(this.#scanned, Number.POSITIVE_INFINITY, SCAN_BATCH, null);
    this.#scanned = through;
    this.#fresh = messages.filter((message) => this.#matches(message));
    if (this.#fresh.length > 0) return;
    this.#cursor = through;
    if (through < this.#log.durableSequence) setImmediate(() => this.#pump());
    else this.#cancelWait ??= this.#log.tail.once(() => this.#wake());
  }

  #wake(): void {
    this.#cancelWait = undefined;
    this.#pump();
  }

  #begin(worker: Worker, message: Message, entry: Unacknowledged): void {
    if (entry.attempt >= worker.options.maxDeliver) {
      void this.#park(message, entry);
      return;
    }
    entry.attempt += 1;
    const attempt = entry.attempt;
    const wait: AckWait = new AckWait(worker.options.ackWaitMs, (reason) => {
      worker.release(wait);
      const last = attempt >= worker.options.maxDeliver;
      this.#settle(message, entry, attempt, last ? { kind: 'park' } : { kind: 'retry', delayMs: 0 }, reason);
    });
    worker.took(wait);
    void this.#run(worker, message, entry, wait);
  }

  async #run(worker: Worker, message: Message, entry: Unacknowledged, wait: AckWait): Promise<void> {
    const { attempt } = entry;
    try {
      await this.#state.begin(this.#log.config.name, this.#durable, entry.sequence, attempt, this.#cursor);
      await worker.handler({ message, attempt, working: () => wait.working(), signal: wait.signal });
      wait.end();
      this.#settle(message, entry, attempt, { kind: 'acknowledge' }, undefined);
    } catch (error) {
      const late = wait.over;
      wait.end();
      if (!late) {
        const verdict = verdictOnFailure(worker.options, attempt, error, this.#hooks.random());
        this.#settle(message, entry, attempt, verdict, error);
      }
    } finally {
      worker.release(wait);
      this.#pump();
    }
  }

  /** Carries a verdict out. A late success still acknowledges, as in JetStream; any other late answer is dropped. */
  #settle(message: Message, entry: Unacknowledged, attempt: number, verdict: Verdict, error: unknown): void {
    if (this.#closed || this.#unacknowledged.get(entry.sequence) !== entry) return;
    if (verdict.kind === 'acknowledge') {
      this.#acknowledge(entry);
      return;
    }
    if (entry.attempt !== attempt) return;
    entry.firstError ??= error;
    entry.lastError = error;
    if (verdict.kind === 'park') void this.#park(message, entry);
    else this.#later(verdict.delayMs, entry, () => this.#due.push(entry));
  }

  #later(delayMs: number, entry: Unacknowledged, then: () => void): void {
    entry.retryTimer = setTimeout(() => {
      then();
      this.#pump();
    }, delayMs);
  }

  #acknowledge(entry: Unacknowledged): void {
    clearTimeout(entry.retryTimer);
    this.#unacknowledged.delete(entry.sequence);
    const write: Promise<void> = this.#state
      .acknowledge(this.#log.config.name, this.#durable, entry.sequence)
      .catch((error: unknown) => this.#hooks.onError(error))
      .finally(() => this.#writes.delete(write));
    this.#writes.add(write);
  }

  async #park(message: Message, entry: Unacknowledged): Promise<void> {
    try {
      await this.#hooks.park(this.#durable, message, entry);
      if (this.#closed) return;
      this.#acknowledge(entry);
      this.#pump();
    } catch (error) {
      this.#hooks.onError(error);
      if (!this.#closed) this.#later(PARK_RETRY_MS, entry, () => void this.#park(message, entry));
    }
  }
}
