import { JetStreamApiError, type JetStreamClient } from '@nats-io/jetstream';
import { checkOutgoing } from '../outgoing-check.ts';
import { type OutgoingMessage, type Published, PublishRefusedError, PublishUnknownError } from '../port.ts';
import type { StreamDirectory } from '../stream-directory.ts';
import { toNatsHeaders } from './message-mapping.ts';
import { isNotHeld } from './nats-errors.ts';

/** Publishes that wait for their acknowledgement at once, over all callers; more gain nothing and cost memory. */
const IN_FLIGHT_LIMIT = 512;

type Outcome = { published: Published } | { error: unknown };

function explain(subject: string, error: unknown): Error {
  if (isNotHeld(error)) {
    return new PublishRefusedError(
      `No stream took ${subject}: its stream was deleted, or JetStream is off or still starting on the server`,
      { cause: error },
    );
  }
  if (error instanceof JetStreamApiError) {
    return new PublishRefusedError(`The server refused ${subject}: ${error.message}`, { cause: error });
  }
  return new PublishUnknownError(`No answer about ${subject}: it may be stored; retry under the same id`, {
    cause: error,
  });
}

/** Publishes in order over one connection with many in flight, joined over all callers. */
export class Publisher {
  readonly #client: JetStreamClient;
  readonly #directory: StreamDirectory;
  readonly #timeoutMs: number;
  readonly #waiting: (() => void)[] = [];
  #inFlight = 0;

  constructor(client: JetStreamClient, directory: StreamDirectory, timeoutMs: number) {
    this.#client = client;
    this.#directory = directory;
    this.#timeoutMs = timeoutMs;
  }

  async publish(messages: readonly OutgoingMessage[]): Promise<Published[]> {
    for (const message of messages) {
      const { stream } = this.#directory.address(message.subject);
      checkOutgoing(stream, message);
    }
    const sent: Promise<Outcome>[] = [];
    for (const message of messages) {
      if (this.#inFlight >= IN_FLIGHT_LIMIT) await this.#room();
      sent.push(this.#send(message));
    }
    const published: Published[] = [];
    for (const outcome of await Promise.all(sent)) {
      if ('error' in outcome) throw outcome.error;
      published.push(outcome.published);
    }
    return published;
  }

  /** Woken callers run one by one, in the order in which they came. */
  #room(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  async #send(message: OutgoingMessage): Promise<Outcome> {
    this.#inFlight++;
    try {
      const ack = await this.#client.publish(message.subject, message.data, {
        msgID: message.id,
        headers: toNatsHeaders(message.headers),
        timeout: this.#timeoutMs,
      });
      return { published: { sequence: ack.seq, duplicate: ack.duplicate } };
    } catch (error) {
      return { error: explain(message.subject, error) };
    } finally {
      this.#inFlight--;
      this.#waiting.shift()?.();
    }
  }
}
