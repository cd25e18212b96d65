import { type AsOf, type FactsReader, type SourceCodes, VisitCourse } from '@perennial/facts';
import {
  type CreditableOrder,
  type CustomerContacts,
  contactsUntil,
  type Touch,
} from './customer-contacts.ts';
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
  /** First instant after the one asked at which time alone, or a fact that is known already, may turn the contacts; ∞ when none does. */
  untilMs: number;
}

/** How far back contacts and moments are looked at. */
export const PAST_DAYS = 365;

const PAST_MS = PAST_DAYS * 86_400_000;
const DIRECT = 'direct';

/** Reads what matters here of one customer after the other, as of any instant; orders of all the past, the rest of the last 365 days. */
export class PastReader {
  readonly #events: EventRows;
  readonly #orders: OrderRows;
  readonly #sources: SourceChannels;
  readonly #kinds: EventKinds;
  readonly #sourceCodes: SourceCodes;

  constructor(facts: FactsReader) {
    const { dictionaries, sourceCodes } = facts.columns();
    this.#events = new EventRows(facts);
    this.#orders = new OrderRows(facts);
    this.#sources = new SourceChannels(dictionaries.source);
    this.#kinds = new EventKinds(dictionaries.eventType);
    this.#sourceCodes = sourceCodes;
  }

  read(customer: number, asOf: AsOf): CustomerPast {
    const { touches, orders, window, ...read } = this.#read(customer, asOf);
    const placed = orders.filter(({ timeMs }) => timeMs >= window.fromMs);
    const moments = [...touches.filter(({ isSend }) => isSend !== true), ...placed];
    return { ...read, moments: moments.map(({ timeMs }) => timeMs) };
  }

  /** The same without the moments. */
  readContacts(customer: number, asOf: AsOf): Omit<CustomerPast, 'moments'> {
    return this.#read(customer, asOf);
  }

  #read(customer: number, asOf: AsOf) {
    const window = { fromMs: asOf.at - PAST_MS + 1, atMs: asOf.at };
    this.#events.read(customer, window.fromMs, asOf);
    this.#orders.read(customer, asOf);
    const touches = this.#touches();
    const orders = this.#creditable();
    const { contacts, untilMs } = contactsUntil(touches, orders, window);
    return {
      ...{ contacts, touches, orders, window },
      untilMs: Math.min(untilMs, this.#oldestLeavesMs(), this.#events.nextMs, this.#orders.nextMs),
    };
  }

  /** The oldest event begins a touch; with it gone, the next one may. */
  #oldestLeavesMs(): number {
    const [oldestMs = Number.POSITIVE_INFINITY] = this.#events.timeMs;
    return oldestMs + PAST_MS;
  }

  /** Messages and visits; a visit begins by the rule of `visitsOf` of the facts, messages are no hits. */
  #touches(): Touch[] {
    const { timeMs, type, source } = this.#events;
    const touches: Touch[] = [];
    const course = new VisitCourse<number>();
    for (const [place, at] of timeMs.entries()) {
      const shown = source[place];
      const kind = this.#kinds.of(type[place]);
      if (kind !== 'hit') {
        const isSend = kind === 'send';
        if (kind !== 'none') touches.push({ timeMs: at, channel: this.#sources.ofMessage(shown), isSend });
        continue;
      }
      if (course.begins(at, this.#sourceCodes.keyOf(shown)))
        touches.push({ timeMs: at, channel: this.#sources.of(shown) || DIRECT });
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
