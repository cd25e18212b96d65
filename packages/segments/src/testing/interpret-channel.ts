import {
  type ChannelBeliefs,
  CONTACT_CHANNELS,
  type ContactCounts,
  type CustomerContacts,
  consentOfChannel,
  consentsOf,
  estimateChannel,
  kindOfChannel,
  PURCHASE_CELLS,
  type Touch,
} from '@perennial/channel-choice';
import type { BestChannelLeaf } from '@perennial/conditions';
import { isHit, type OrderView, type SourceFact, sourceKeyOf, visitsOf } from '@perennial/facts';
import type { Asked } from './interpret-rows.ts';

const DAY_MS = 86_400_000;
const SENDS = ['message_sent', 'message_delivered'];
const ANSWERS = ['message_opened', 'message_clicked'];

interface Contact {
  channel: string;
  startMs: number;
  /** Of its touches. */
  lastMs: number;
  isSent: boolean;
  isSeen: boolean;
}

/** Each contact looked at by itself, each allowed channel estimated in full. */
export function interpretChannel(
  { test }: BestChannelLeaf,
  asked: Asked,
  beliefs: ChannelBeliefs | undefined,
): boolean {
  if (beliefs === undefined) return false;
  const best = bestChannel(asked, beliefs);
  if (test.op === 'in') return best !== undefined && test.values.includes(best);
  return (best === undefined) === (test.op === 'unset');
}

function bestChannel(asked: Asked, beliefs: ChannelBeliefs): string | undefined {
  const consents = consentsOf(asked.facts.attributesOf(asked.customer, asked.asOf));
  const isSeen = (name: string): boolean => beliefs.channels.some(({ channel }) => channel === name);
  const allowed = CONTACT_CHANNELS.filter((name) => consents.get(consentOfChannel(name) ?? '') === true);
  const seen = allowed.filter(isSeen);
  const messages = allowed.filter((name) => kindOfChannel(name) === 'message');
  const customer = contactsOf(asked);
  const [best] = (seen.length > 0 ? seen : messages)
    .map((name) => ({ name, chance: estimateChannel(beliefs, customer, name).probability.share }))
    .sort((a, b) => b.chance - a.chance || (a.name < b.name ? -1 : 1));
  return best?.name;
}

/** Contacts whose seven days are over, and what came of them. */
function contactsOf(asked: Asked): CustomerContacts {
  const { at } = asked.asOf;
  const orders = ordersLeft(asked);
  const touches = touchesOf(asked);
  const credited = orders.map((order) => creditedContact(order, touches));
  const byChannel = new Map<string, Map<number, ContactCounts>>();
  for (const { channel, startMs } of contactsIn(touches)) {
    if (startMs + 7 * DAY_MS > at) continue;
    const before = orders.filter(({ timeMs }) => timeMs < startMs);
    const cell = cellOf(before, startMs);
    const cells = byChannel.get(channel) ?? new Map<number, ContactCounts>();
    const { contacts, conversions } = cells.get(cell) ?? { contacts: 0, conversions: 0 };
    const isConverted = credited.some((each) => each?.channel === channel && each.startMs === startMs);
    const counts = { contacts: contacts + 1, conversions: conversions + Number(isConverted), netMinor: 0 };
    byChannel.set(channel, cells.set(cell, counts));
  }
  return { cell: cellOf(orders, at), byChannel };
}

/** Orders of which something is left. */
function ordersLeft({ facts, customer, asOf }: Asked): OrderView[] {
  const refunds = facts.refundsOf(customer, asOf);
  return facts.ordersOf(customer, asOf).filter(({ orderKey, netMinor }) => {
    const back = refunds.filter((refund) => refund.orderKey === orderKey);
    return netMinor > back.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  });
}

function cellOf(orders: readonly OrderView[], atMs: number): number {
  const last = orders.at(-1);
  if (last === undefined) return PURCHASE_CELLS.indexOf('no_order');
  const fewOrMany = orders.length <= 3 ? 'few' : 'many';
  const isRecent = atMs - last.timeMs <= 90 * DAY_MS;
  return PURCHASE_CELLS.indexOf(
    `${orders.length === 1 ? 'one' : fewOrMany}_${isRecent ? 'recent' : 'lapsed'}`,
  );
}

/** The messages and beginnings of visits of a year, oldest first. */
function touchesOf({ facts, customer, asOf }: Asked): Touch[] {
  const events = facts.eventsOf(customer, asOf).filter(({ timeMs }) => timeMs > asOf.at - 365 * DAY_MS);
  const hits = events
    .filter(({ type }) => isHit(type))
    .map((event) => ({ ...event, sourceKey: sourceKeyOf(event.source) }));
  const visits = visitsOf(hits).map(({ startTimeMs, hits: [first] }) => ({
    timeMs: startTimeMs,
    channel: nameOf(first.source) || 'direct',
  }));
  const messages = events
    .filter(({ type }) => SENDS.includes(type) || ANSWERS.includes(type))
    .map(({ timeMs, type, source }) => ({
      timeMs,
      isSend: SENDS.includes(type),
      channel: kindOfChannel(nameOf(source)) === 'message' ? nameOf(source) : 'email',
    }));
  return [...messages, ...visits].sort((a, b) => a.timeMs - b.timeMs);
}

function nameOf(source: SourceFact | undefined): string {
  return source?.channel || source?.sourceClass || '';
}

/** Touches on one channel within a day of the first, answers to a message within seven. */
function contactsIn(touches: readonly Touch[]): Contact[] {
  const contacts: Contact[] = [];
  for (const { channel, timeMs, isSend: isSent = false } of touches) {
    const open = contacts.findLast((each) => each.channel === channel);
    const days = open?.isSent === true && !isSent ? 7 : 1;
    if (open === undefined || timeMs >= open.startMs + days * DAY_MS) {
      contacts.push({ channel, startMs: timeMs, lastMs: timeMs, isSent, isSeen: !isSent });
    } else {
      open.lastMs = timeMs;
      open.isSeen ||= !isSent;
    }
  }
  return contacts;
}

/** Of the last contacts on each channel, if begun in the seven days before: that which the order's source names, else one that was seen, touched last. */
function creditedContact({ timeMs, ownSource }: OrderView, touches: readonly Touch[]): Contact | undefined {
  const before = contactsIn(touches.filter((touch) => touch.timeMs <= timeMs));
  const channels = [...new Set(before.map(({ channel }) => channel))];
  const fresh = channels
    .flatMap((name) => before.findLast(({ channel }) => channel === name) ?? [])
    .filter(({ startMs }) => timeMs < startMs + 7 * DAY_MS);
  const named = fresh.find(({ channel }) => channel === nameOf(ownSource) && channel !== 'direct');
  const [other] = fresh
    .filter(({ channel }) => channel !== 'direct')
    .sort((a, b) => Number(b.isSeen) - Number(a.isSeen) || b.lastMs - a.lastMs);
  return named ?? other ?? fresh.find(({ channel }) => channel === 'direct');
}
