import type { OutgoingMessage } from '@perennial/bus';
import { changeMessage } from './change-messages.ts';
import type { ChangePublisher } from './change-publisher.ts';
import type { Crossing } from './crossing.ts';

/** Crossings that were found, but are not published yet: after a failure they are tried again. */
export class Outbox {
  readonly #tenant: string;
  readonly #publisher: ChangePublisher;
  #messages: OutgoingMessage[] = [];

  constructor(tenant: string, publisher: ChangePublisher) {
    this.#tenant = tenant;
    this.#publisher = publisher;
  }

  get isEmpty(): boolean {
    return this.#messages.length === 0;
  }

  add(crossings: readonly Crossing[]): void {
    for (const crossing of crossings) this.#messages.push(changeMessage(this.#tenant, crossing));
  }

  /** Publishes what is in, when it is more than `leaveUpTo`. */
  async publish(leaveUpTo = 0): Promise<void> {
    if (this.#messages.length <= leaveUpTo) return;
    await this.#publisher.publish(this.#messages);
    this.#messages = [];
  }
}
