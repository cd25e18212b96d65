import type { OutgoingMessage } from '@perennial/bus';
import type { ChangePublisher } from './change-publisher.ts';

/** Changes that were found, but are not published yet: after a failure they are tried again. */
export class Outbox {
  readonly #publisher: ChangePublisher;
  #messages: OutgoingMessage[] = [];

  constructor(publisher: ChangePublisher) {
    this.#publisher = publisher;
  }

  get isEmpty(): boolean {
    return this.#messages.length === 0;
  }

  add(message: OutgoingMessage): void {
    this.#messages.push(message);
  }

  /** Publishes what is in, when it is more than `leaveUpTo`. */
  async publish(leaveUpTo = 0): Promise<void> {
    if (this.#messages.length <= leaveUpTo) return;
    await this.#publisher.publish(this.#messages);
    this.#messages = [];
  }
}
