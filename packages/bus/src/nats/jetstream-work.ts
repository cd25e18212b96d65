import type { Consumer, ConsumerMessages, JsMsg } from '@nats-io/jetstream';
import type { Message, StreamConfig, Work } from '../port.ts';
import { AckWait } from '../work/ack-wait.ts';
import { verdictOnFailure } from '../work/attempt.ts';
import type { Worker } from '../work/worker.ts';
import { fromJetStream } from './message-mapping.ts';

/** What a queue asks of its bus. */
export interface WorkHooks {
  park(message: Message, attempts: number, firstError: unknown, lastError: unknown): Promise<void>;
  /** Resolves when the server has everything that was sent, acknowledgements among it. */
  flush(): Promise<void>;
  random(): number;
  onError(error: unknown): void;
}

const PULL_EXPIRES_MS = 8_000;
/** Two missed ones raise the alarm: a vanished durable is noticed within 10 s. */
const HEARTBEAT_MS = 2_000;
const PARK_RETRY_MS = 1_000;
/** First errors of messages between two tries; the oldest is forgotten. */
const REMEMBERED_ERRORS = 10_000;

/**
 * Pulls half of `maxInFlight` ahead, so that a message waits in the client for one handler at most, well within the ack wait.
 */
export async function startJetStreamWork(
  config: StreamConfig,
  consumer: Consumer,
  worker: Worker,
  hooks: WorkHooks,
): Promise<Work> {
  const messages = await consumer.consume({
    max_messages: Math.max(1, Math.ceil(worker.options.maxInFlight / 2)),
    expires: PULL_EXPIRES_MS,
    idle_heartbeat: HEARTBEAT_MS,
    abort_on_missing_resource: true,
  });
  return new JetStreamWork(config, consumer, worker, hooks, messages);
}

class JetStreamWork implements Work {
  readonly finished: Promise<void>;
  readonly #config: StreamConfig;
  readonly #consumer: Consumer;
  readonly #worker: Worker;
  readonly #hooks: WorkHooks;
  readonly #messages: ConsumerMessages;
  readonly #firstErrors = new Map<number, unknown>();
  #giveBack = false;

  constructor(
    config: StreamConfig,
    consumer: Consumer,
    worker: Worker,
    hooks: WorkHooks,
    messages: ConsumerMessages,
  ) {
    this.#config = config;
    this.#consumer = consumer;
    this.#worker = worker;
    this.#hooks = hooks;
    this.#messages = messages;
    this.finished = this.#take();
    this.finished.catch((error: unknown) => hooks.onError(error));
  }

  /** What is buffered is still handled; what has not begun at the end of the time goes back at once. */
  async stop(timeoutMs: number): Promise<void> {
    const endAt = performance.now() + timeoutMs;
    const timer = setTimeout(() => {
      this.#giveBack = true;
      void this.#worker.stop(0);
    }, timeoutMs);
    void this.#messages.close();
    await this.finished.catch(() => undefined);
    clearTimeout(timer);
    await this.#worker.stop(Math.max(0, endAt - performance.now()));
    await this.#hooks.flush();
  }

  async pending(): Promise<number> {
    const info = await this.#consumer.info();
    return info.num_pending + info.num_ack_pending;
  }

  async #take(): Promise<void> {
    for await (const delivered of this.#messages) {
      while (!this.#worker.hasRoom && !this.#giveBack) await this.#worker.released();
      if (this.#giveBack) delivered.nak();
      else this.#begin(delivered);
    }
  }

  #begin(delivered: JsMsg): void {
    const { options } = this.#worker;
    const message = fromJetStream(this.#config, delivered);
    const attempt = delivered.info.deliveryCount;
    const wait: AckWait = new AckWait(options.ackWaitMs, (reason) => {
      this.#worker.release(wait);
      if (attempt >= options.maxDeliver) void this.#park(delivered, message, attempt, reason);
      else this.#remember(message.sequence, reason);
    });
    this.#worker.took(wait);
    if (attempt > options.maxDeliver) {
      wait.abort(new Error(`the process ended during try ${attempt - 1}`));
      return;
    }
    void this.#run(delivered, message, wait);
  }

  async #run(delivered: JsMsg, message: Message, wait: AckWait): Promise<void> {
    const attempt = delivered.info.deliveryCount;
    const working = (): void => {
      if (wait.over) return;
      wait.working();
      delivered.working();
    };
    try {
      await this.#worker.handler({ message, attempt, working, signal: wait.signal });
      wait.end();
      this.#acknowledge(delivered, message);
    } catch (error) {
      const late = wait.over;
      wait.end();
      if (!late) await this.#failed(delivered, message, attempt, error);
    } finally {
      this.#worker.release(wait);
    }
  }

  async #failed(delivered: JsMsg, message: Message, attempt: number, error: unknown): Promise<void> {
    const verdict = verdictOnFailure(this.#worker.options, attempt, error, this.#hooks.random());
    if (verdict.kind === 'park') {
      await this.#park(delivered, message, attempt, error);
      return;
    }
    this.#remember(message.sequence, error);
    delivered.nak(verdict.kind === 'retry' ? verdict.delayMs : 0);
  }

  async #park(delivered: JsMsg, message: Message, attempt: number, error: unknown): Promise<void> {
    const firstError = this.#firstErrors.get(message.sequence) ?? error;
    const attempts = Math.min(attempt, this.#worker.options.maxDeliver);
    try {
      await this.#hooks.park(message, attempts, firstError, error);
      this.#acknowledge(delivered, message);
    } catch (parkError) {
      this.#hooks.onError(parkError);
      delivered.nak(PARK_RETRY_MS);
    }
  }

  #acknowledge(delivered: JsMsg, message: Message): void {
    delivered.ack();
    this.#firstErrors.delete(message.sequence);
  }

  #remember(sequence: number, error: unknown): void {
    if (this.#firstErrors.has(sequence)) return;
    for (const oldest of this.#firstErrors.keys()) {
      if (this.#firstErrors.size < REMEMBERED_ERRORS) break;
      this.#firstErrors.delete(oldest);
    }
    this.#firstErrors.set(sequence, error);
  }
}
