import { type Bus, type OutgoingMessage, PublishUnknownError } from '@perennial/bus';
import { STREAMS } from '@perennial/contracts';

const MESSAGES_A_CALL = 1000;
const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 5000;

export interface PublisherOptions {
  bus: Bus;
  tenant: string;
  /** Our last known message in CHANGES: nothing of ours that is not known stands before it. */
  afterSequence: number;
  /** Ends waiting and reading. */
  signal: AbortSignal;
  /** Resolves after so long, or when the signal aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

/**
 * Publishes each change once, whatever fails. Ids derive from the input, and what stands in CHANGES behind the last known sequence is
 * read before anything is published that may be there already: after a restart and after a publish of unknown outcome. So it does not
 * lean on the stream's window of de-duplication.
 */
export class ChangePublisher {
  readonly #options: PublisherOptions;
  readonly #published = new Set<string>();
  #lastSequence: number;

  constructor(options: PublisherOptions) {
    this.#options = options;
    this.#lastSequence = options.afterSequence;
  }

  get lastSequence(): number {
    return this.#lastSequence;
  }

  /** Takes in what an earlier run, or a publish of unknown outcome, has put into CHANGES. */
  async readPublished(): Promise<void> {
    const { bus, tenant, signal } = this.#options;
    const ours = `${STREAMS.changes.subjectPrefix}.${tenant}.`;
    const read = bus.read({
      stream: STREAMS.changes.name,
      after: this.#lastSequence,
      until: 'end',
      signal,
    });
    for await (const batch of read) {
      for (const message of batch) {
        if (message.subject.startsWith(ours)) this.#published.add(message.id);
        this.#lastSequence = Math.max(this.#lastSequence, message.sequence);
      }
    }
  }

  /** All that was to be published is: nothing of ours that is not known stands before the end as it is now. */
  async moveToEnd(): Promise<void> {
    const { lastSequence } = await this.#options.bus.state(STREAMS.changes.name);
    this.#lastSequence = Math.max(this.#lastSequence, lastSequence);
  }

  /** Forgets ids that were read: all input that may lead to them again has been worked through. */
  forgetPublished(): void {
    this.#published.clear();
  }

  /** Resolves when all are in CHANGES; rejects when the signal aborted before. */
  async publish(messages: readonly OutgoingMessage[]): Promise<void> {
    for (let start = 0; start < messages.length; start += MESSAGES_A_CALL) {
      await this.#publishSome(messages.slice(start, start + MESSAGES_A_CALL));
    }
  }

  async #publishSome(messages: readonly OutgoingMessage[]): Promise<void> {
    const { bus, signal, wait } = this.#options;
    for (let retryMs = FIRST_RETRY_MS; ; retryMs = Math.min(2 * retryMs, LONGEST_RETRY_MS)) {
      signal.throwIfAborted();
      const missing = messages.filter((message) => !this.#published.has(message.id));
      if (missing.length === 0) return;
      try {
        const published = await bus.publish(missing);
        for (const { sequence } of published) this.#lastSequence = Math.max(this.#lastSequence, sequence);
        return;
      } catch (error) {
        if (!(error instanceof PublishUnknownError)) throw error;
        await wait(retryMs, signal);
        await this.readPublished();
      }
    }
  }
}
