import type { AsOf, FactsReader } from '@perennial/facts';
import { PastReader } from '../contacts/past-reader.ts';
import { likeliestOf, rankedOf } from './best-channel.ts';
import type { ChannelBeliefs } from './channel-model.ts';
import type { Consents } from './consent.ts';
import { ConsentReader } from './consent-reader.ts';

/** The best channel of a customer at an instant. */
export interface FoundChannel {
  /** Undefined where the customer allows none. */
  channel: string | undefined;
  /** First instant after it at which time alone, or a fact that is known already, may turn it; ∞ when none does. */
  untilMs: number;
}

/** `bestChannelOf` for one customer after the other, by contacts and consent as of any instant. */
export class ChannelFinder {
  readonly #model: ChannelBeliefs;
  readonly #consents: ConsentReader;
  readonly #past: PastReader;
  /** The reader gives the same consents out again and again. */
  readonly #ranked = new WeakMap<Consents, readonly string[]>();

  constructor(facts: FactsReader, model: ChannelBeliefs) {
    this.#model = model;
    this.#consents = new ConsentReader(facts);
    this.#past = new PastReader(facts);
  }

  /** Contacts are read only where there is a choice. */
  find(customer: number, asOf: AsOf): FoundChannel {
    const { consents, untilMs } = this.#consents.read(customer, asOf);
    const ranked = this.#rankedOf(consents);
    if (ranked.length < 2) return { channel: ranked[0], untilMs };
    const past = this.#past.readContacts(customer, asOf);
    return {
      channel: likeliestOf(ranked, this.#model, past.contacts),
      untilMs: Math.min(untilMs, past.untilMs),
    };
  }

  #rankedOf(consents: Consents): readonly string[] {
    const known = this.#ranked.get(consents);
    if (known !== undefined) return known;
    const ranked = rankedOf({ model: this.#model, consents });
    this.#ranked.set(consents, ranked);
    return ranked;
  }
}
