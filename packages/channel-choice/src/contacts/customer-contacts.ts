import { lapseMs, purchaseCell } from './purchase-cell.ts';

/** A sign that a channel reached the customer: a message sent, opened or clicked, or a visit. */
export interface Touch {
  timeMs: number;
  channel: string;
  /** A message went out; whether it was seen is not known. */
  isSend?: boolean;
}

/** An order that counts, of which something was left. */
export interface CreditableOrder {
  timeMs: number;
  /** The channel that its own source names; '' where it names none. */
  channel: string;
  netMinor: number;
}

/** Contacts of one customer on one channel while in one cell. */
export interface ContactCounts {
  contacts: number;
  conversions: number;
  netMinor: number;
}

/** What a customer's past says of channels. */
export interface CustomerContacts {
  /** Place in `PURCHASE_CELLS`, now. */
  readonly cell: number;
  /** By channel, then by the cell that the customer was in when the contact began. */
  readonly byChannel: ReadonlyMap<string, ReadonlyMap<number, ContactCounts>>;
}

/** When contacts are counted. */
export interface ContactWindow {
  /** Contacts that begin here or later. */
  fromMs: number;
  /** Contacts whose seven days are over by now. */
  atMs: number;
}

const DAY_MS = 86_400_000;
/** Touches on one channel within a day of the first are one contact. */
const CONTACT_MS = DAY_MS;
/** How long after its beginning a contact may be credited with an order. */
export const CREDIT_DAYS = 7;
const CREDIT_MS = CREDIT_DAYS * DAY_MS;
/** Who comes directly was brought by something else before, if there was any. */
const DIRECT = 'direct';

interface Contact {
  channel: string;
  startMs: number;
  lastTouchMs: number;
  /** It began with a message that was sent. */
  isSent: boolean;
  /** The customer opened, clicked or came. */
  isSeen: boolean;
  cell: number;
  netMinor: number;
  converted: boolean;
}

/**
 * Contacts of a customer and what came of them. Each order is credited to one contact of the seven days before it: the latest on the channel
 * that the order's own source names, else the one touched last, messages that nobody is known to have seen only where there is none, direct visits
 * only where there is nothing else.
 * @param touches in order of time
 * @param orders in order of time, all of the past
 */
export function contactsOf(
  touches: readonly Touch[],
  orders: readonly CreditableOrder[],
  window: ContactWindow,
): CustomerContacts {
  return contactsUntil(touches, orders, window).contacts;
}

/** The same, and the first instant after it at which time alone counts another contact or moves the customer to another cell. */
export function contactsUntil(
  touches: readonly Touch[],
  orders: readonly CreditableOrder[],
  window: ContactWindow,
): { contacts: CustomerContacts; untilMs: number } {
  const sweep = new ContactSweep(window);
  let next = 0;
  for (const touch of touches) {
    for (; next < orders.length && orders[next].timeMs < touch.timeMs; next += 1) sweep.order(orders[next]);
    sweep.touch(touch);
  }
  for (; next < orders.length; next += 1) sweep.order(orders[next]);
  return { contacts: sweep.counted(), untilMs: sweep.untilMs() };
}

class ContactSweep {
  readonly #window: ContactWindow;
  readonly #contacts: Contact[] = [];
  /** By channel. */
  readonly #latest = new Map<string, Contact>();
  #orders = 0;
  #lastOrderMs = 0;

  constructor(window: ContactWindow) {
    this.#window = window;
  }

  touch({ timeMs, channel, isSend: isSent = false }: Touch): void {
    const latest = this.#latest.get(channel);
    if (latest !== undefined && timeMs < latest.startMs + lengthOf(latest, isSent)) {
      latest.lastTouchMs = timeMs;
      latest.isSeen ||= !isSent;
      return;
    }
    const contact: Contact = {
      ...{ channel, startMs: timeMs, lastTouchMs: timeMs, isSent, isSeen: !isSent },
      ...{ cell: this.#cellAt(timeMs), netMinor: 0, converted: false },
    };
    this.#latest.set(channel, contact);
    this.#contacts.push(contact);
  }

  order(order: CreditableOrder): void {
    const contact = this.#creditOf(order);
    if (contact !== undefined) {
      contact.converted = true;
      contact.netMinor += order.netMinor;
    }
    this.#orders += 1;
    this.#lastOrderMs = order.timeMs;
  }

  counted(): CustomerContacts {
    const { fromMs, atMs } = this.#window;
    const byChannel = new Map<string, Map<number, ContactCounts>>();
    for (const { channel, startMs, cell, converted, netMinor } of this.#contacts) {
      if (startMs < fromMs || startMs + CREDIT_MS > atMs) continue;
      const cells = byChannel.get(channel) ?? new Map<number, ContactCounts>();
      byChannel.set(channel, cells);
      const counts = cells.get(cell) ?? { contacts: 0, conversions: 0, netMinor: 0 };
      cells.set(cell, counts);
      counts.contacts += 1;
      counts.conversions += converted ? 1 : 0;
      counts.netMinor += netMinor;
    }
    return { cell: this.#cellAt(atMs), byChannel };
  }

  /** Contacts lie in order of their beginnings. */
  untilMs(): number {
    const { atMs } = this.#window;
    const next = this.#contacts.find(({ startMs }) => startMs + CREDIT_MS > atMs);
    const countsMs = next === undefined ? Number.POSITIVE_INFINITY : next.startMs + CREDIT_MS;
    const lapsesMs = this.#orders === 0 ? Number.POSITIVE_INFINITY : lapseMs(this.#lastOrderMs);
    return lapsesMs > atMs ? Math.min(countsMs, lapsesMs) : countsMs;
  }

  #creditOf({ timeMs, channel }: CreditableOrder): Contact | undefined {
    const mayHave = (contact: Contact | undefined): boolean =>
      contact !== undefined && timeMs < contact.startMs + CREDIT_MS;
    const named = this.#latest.get(channel);
    if (channel !== DIRECT && mayHave(named)) return named;
    let credited: Contact | undefined;
    for (const contact of this.#latest.values()) {
      if (contact.channel === DIRECT || !mayHave(contact)) continue;
      if (credited === undefined || goesBefore(contact, credited)) credited = contact;
    }
    const direct = this.#latest.get(DIRECT);
    return credited ?? (mayHave(direct) ? direct : undefined);
  }

  #cellAt(timeMs: number): number {
    return purchaseCell(this.#orders, timeMs - this.#lastOrderMs);
  }
}

/** What is opened or clicked, and who comes, answers the message that was sent last. */
function lengthOf({ isSent }: Contact, isNextSend: boolean): number {
  return isSent && !isNextSend ? CREDIT_MS : CONTACT_MS;
}

function goesBefore(contact: Contact, other: Contact): boolean {
  if (contact.isSeen !== other.isSeen) return contact.isSeen;
  return contact.lastTouchMs > other.lastTouchMs;
}
