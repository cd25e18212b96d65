import {
  bestChannelOf,
  type ChannelModel,
  ConsentReader,
  ContactReader,
  chanceOf,
} from '@perennial/channel-choice';
import type { FactsReader } from '@perennial/facts';
import { forEachActive } from './fit-channels.ts';

/** A customer whose consent allows a channel, and the best of those it allows. */
interface ReachedCustomer {
  customer: number;
  channel: string;
  probability: number;
}

/** The best channel of every customer as of an instant, in columns: nothing in it changes. */
export class ChannelView implements Iterable<ReachedCustomer> {
  readonly atMs: number;
  readonly names: readonly string[];
  readonly unreachable: number;
  readonly #customer: Uint32Array;
  readonly #channel: Uint8Array;
  readonly #probability: Float64Array;

  private constructor(atMs: number, found: readonly ReachedCustomer[], unreachable: number) {
    this.atMs = atMs;
    this.unreachable = unreachable;
    this.names = [...new Set(found.map(({ channel }) => channel))].sort();
    this.#customer = Uint32Array.from(found, ({ customer }) => customer);
    this.#channel = Uint8Array.from(found, ({ channel }) => this.names.indexOf(channel));
    this.#probability = Float64Array.from(found, ({ probability }) => probability);
  }

  static async of(facts: FactsReader, model: ChannelModel, atMs: number): Promise<ChannelView> {
    const found: ReachedCustomer[] = [];
    const said = new ConsentReader(facts);
    const past = new ContactReader(facts, atMs);
    let unreachable = 0;
    await forEachActive(facts, (customer) => {
      const { consents } = said.read(customer, { at: atMs });
      const which = { model, customer: past.read(customer).contacts, consents };
      const channel = bestChannelOf(which);
      if (channel === undefined) unreachable += 1;
      else found.push({ customer, channel, probability: chanceOf(model, which.customer, channel) });
    });
    return new ChannelView(atMs, found, unreachable);
  }

  get size(): number {
    return this.#customer.length;
  }

  /** How many customers a channel is best for. */
  bestOf(name: string): number {
    const code = this.names.indexOf(name);
    return this.#channel.reduce((count, each) => count + (each === code ? 1 : 0), 0);
  }

  *[Symbol.iterator](): Generator<ReachedCustomer> {
    for (let place = 0; place < this.size; place += 1) {
      yield {
        customer: this.#customer[place],
        channel: this.names[this.#channel[place]],
        probability: this.#probability[place],
      };
    }
  }
}
