import { type FactsReader, VISIT_GAP_MS } from '@perennial/facts';
import { type CreditableOrder, type CustomerContacts, contactsOf, type Touch } from './customer-contacts.ts';
import { EventKinds } from './event-kinds.ts';
import { EventRows } from './event-rows.ts';
import { OrderRows } from './order-rows.ts';
import { SourceChannels } from './source-channels.ts';

/** A moment at which a customer was there, in ms since the epoch: a message opened, a visit begun, an order. */
export type ActiveMoments = readonly number[];

/** What a customer's past says of channels and of the time of day. */
export interface CustomerPast {
  contacts: CustomerContacts;
  moments: ActiveMoments;
}

/** How far back contacts and moments are looked at. */
export const PAST_DAYS = 365;

const DAY_MS = 86_400_000;
const DIRECT = 'direct';

/** Reads what matters here of one customer after the other, as of an instant; orders of all the past, the rest of the last 365 days. */
export class ContactReader {
  readonly #events: EventRows;
  readonly #orders: OrderRows;
  readonly #sources: SourceChannels;
  readonly #kinds: EventKinds;
  readonly #window: { fromMs: number; atMs: number };

  constructor(facts: FactsReader, atMs: number) {
    const { dictionaries } = facts.columns();
    this.#window = { fromMs: atMs - PAST_DAYS * DAY_MS + 1, atMs };
    this.#events = new EventRows(facts, this.#window.fromMs, atMs);
    this.#orders = new OrderRows(facts, atMs);
    this.#sources = new SourceChannels(dictionaries.source);
    this.#kinds = new EventKinds(dictionaries.eventType);
  }

  read(customer: number): CustomerPast {
    this.#events.read(customer);
    this.#orders.read(customer);
    const touches = this.#touches();
    const orders = this.#creditable();
    const placed = orders.filter(({ timeMs }) => timeMs >= this.#window.fromMs);
    return {
      contacts: contactsOf(touches, orders, this.#window),
      moments: [...touches.filter(({ isSend }) => isSend !== true), ...placed].map(({ timeMs }) => timeMs),
    };
  }

  /** Messages and visits; a visit begins by the rule of `visitsOf` of the facts, messages are no hits. */
  #touches(): Touch[] {
    const { timeMs, type, source } = this.#events;
    const touches: Touch[] = [];
    let lastHitMs = Number.NEGATIVE_INFINITY;
    let visitSource = -1;
    for (const [place, at] of timeMs.entries()) {
      const shown = source[place];
      const kind = this.#kinds.of(type[place]);
      if (kind !== 'hit') {
        if (kind !== 'none')
          touches.push({
            timeMs: at,
            channel: this.#sources.ofMessage(shown),
            isSend: kind === 'send',
          });
        continue;
      }
      const channel = this.#sources.of(shown);
      const isOther = channel !== '' && channel !== DIRECT && shown !== visitSource;
      if (at - lastHitMs > VISIT_GAP_MS || isOther) {
        visitSource = shown;
        touches.push({ timeMs: at, channel: channel === '' ? DIRECT : channel });
      }
      lastHitMs = at;
    }
    return touches;
  }

  #creditable(): CreditableOrder[] {
    const { timeMs, source, netMinor } = this.#orders;
    return timeMs.map((at, place) => ({
      timeMs: at,
      channel: this.#sources.of(source[place]),
      netMinor: netMinor[place],
    }));
  }
}
