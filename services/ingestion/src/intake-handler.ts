import { type Bus, type Message, type OutgoingMessage, parkDeadLetter } from '@perennial/bus';
import { STREAMS, tenantOfSubject } from '@perennial/contracts';
import { nodesOf } from './domain/identity-node.ts';
import type { IntakeItem } from './domain/intake-item.ts';
import { linksOf } from './domain/links-of-item.ts';
import type { OrderChange } from './domain/order-changes.ts';
import { eventMessage } from './events.ts';
import type { IdentityResolver, Resolution, ToldLink } from './identity-resolver.ts';
import { decodeIntake, singleItemMessage } from './intake-codec.ts';
import type { IntakeEntry } from './intake-entry.ts';
import { eventDrafts, eventIdOfItem, moveDrafts } from './intake-events.ts';
import { settleOrders } from './intake-orders.ts';
import type { OrderLedgerStore } from './intake-orders-store.ts';
import { withoutPublished } from './intake-published.ts';
import type { SeenItems } from './intake-seen.ts';
import { Turns } from './turns.ts';

/** Name of the reader, in positions and dead letters. */
export const INTAKE_READER = 'intake';

export interface IntakePorts {
  bus: Bus;
  seen: SeenItems;
  orders: OrderLedgerStore;
  identity: IdentityResolver;
  now: () => number;
}

/** An item that no event could be made of. */
interface FailedEntry {
  entry: IntakeEntry;
  error: unknown;
}

/**
 * Turns a batch of INTAKE into events: repeats out, whose it is, one publish. All that it stores before publishing is a function of
 * the items and remembers which of them caused it, so that a replay after a crash at any point makes the same events again, and
 * those that were published already are found in EVENTS and left out.
 */
export class IntakeHandler {
  readonly #ports: IntakePorts;

  constructor(ports: IntakePorts) {
    this.#ports = ports;
  }

  async handle(messages: readonly Message[]): Promise<void> {
    const byTenant = Map.groupBy(messages, (message) => tenantOfSubject(message.subject));
    for (const [tenant, ofTenant] of byTenant) await this.#handleTenant(tenant, ofTenant);
  }

  async #handleTenant(tenant: string, messages: readonly Message[]): Promise<void> {
    const { bus, seen, orders } = this.#ports;
    const told = await allEntries(tenant, messages);
    const { lastSequence } = await bus.state(STREAMS.events.name);
    const { entries, uncertainAfter } = await seen.claim(tenant, told, lastSequence);
    if (entries.length === 0) return;
    const changes = await settleOrders(orders, tenant, entries);
    const resolution = await this.#resolve(tenant, entries, changes);
    const { outgoing, failed } = await draftAll(tenant, entries, changes, resolution);
    await this.#publish(outgoing, uncertainAfter);
    await this.#park(tenant, messages, failed);
  }

  #resolve(
    tenant: string,
    entries: readonly IntakeEntry[],
    changes: ReadonlyMap<string, OrderChange>,
  ): Promise<Resolution> {
    const links = entries.flatMap((entry) => linksWith(entry, changes.get(entry.eventId)));
    const own = entries.flatMap(({ node }) => node ?? []);
    const ofOrders = [...changes.values()].flatMap((change) => [
      ...(change.node === undefined ? [] : [change.node]),
      ...change.followers.map((news) => news.node),
      ...change.losers.map((loser) => loser.node),
    ]);
    return this.#ports.identity.resolve(tenant, new Set([...own, ...ofOrders]), links);
  }

  async #publish(outgoing: readonly OutgoingMessage[], uncertainAfter: number | undefined): Promise<void> {
    const { bus } = this.#ports;
    const missing =
      uncertainAfter === undefined ? outgoing : await withoutPublished(bus, outgoing, uncertainAfter);
    if (missing.length > 0) await bus.publish(missing);
  }

  async #park(tenant: string, messages: readonly Message[], failed: readonly FailedEntry[]): Promise<void> {
    const { bus, seen, now } = this.#ports;
    for (const { entry, error } of failed) {
      const message = messages.find(({ sequence }) => sequence === entry.sequence);
      if (message === undefined) continue;
      await parkDeadLetter(bus, {
        stream: STREAMS.intake.name,
        tenant,
        message: singleItemMessage(message, entry.index, entry.item),
        consumer: `${INTAKE_READER}-item-${entry.index}`,
        attempts: 1,
        firstError: error,
        lastError: error,
        parkedAtMs: now(),
      });
    }
    await seen.release(
      tenant,
      failed.map(({ entry }) => entry),
    );
  }
}

/** Accepts what a replay from DEAD puts before the id of a message, once a replay. */
const REPLAYS = /^(?:replay:\d+:)+/;

async function allEntries(tenant: string, messages: readonly Message[]): Promise<IntakeEntry[]> {
  const turns = new Turns();
  const all: IntakeEntry[] = [];
  for (const message of messages) {
    if (turns.isOver) await turns.next();
    all.push(...entriesOf(tenant, message));
  }
  return all;
}

function entriesOf(tenant: string, message: Message): IntakeEntry[] {
  const original = message.id.replace(REPLAYS, '');
  return decodeIntake(message).map((item: IntakeItem, index) => ({
    item,
    index,
    sequence: message.sequence,
    message: original,
    replayed: original !== message.id,
    eventId: eventIdOfItem(tenant, item.id),
    node: nodesOf(item.person)[0],
    uncertain: false,
  }));
}

function linksWith(entry: IntakeEntry, change: OrderChange | undefined): ToldLink[] {
  const links = linksOf(entry.item);
  if (change?.link !== undefined) links.push(change.link);
  const { eventId: cause, uncertain, item } = entry;
  return links.map((link) => ({ ...link, cause, uncertain, recordedMs: item.receivedMs }));
}

/** Messages of EVENTS that the entries become. */
async function draftAll(
  tenant: string,
  entries: readonly IntakeEntry[],
  changes: ReadonlyMap<string, OrderChange>,
  resolution: Resolution,
): Promise<{ outgoing: OutgoingMessage[]; failed: FailedEntry[] }> {
  const turns = new Turns();
  const moves = resolution.moves.flatMap((move) => moveDrafts(tenant, move));
  const outgoing = moves.map((draft) => eventMessage(tenant, draft));
  const failed: FailedEntry[] = [];
  for (const entry of entries) {
    if (turns.isOver) await turns.next();
    try {
      const drafts = eventDrafts(tenant, entry, changes.get(entry.eventId), resolution.customerOf);
      outgoing.push(...drafts.map((draft) => eventMessage(tenant, draft)));
    } catch (error) {
      failed.push({ entry, error });
    }
  }
  return { outgoing, failed };
}
