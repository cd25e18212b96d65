import type { Bus, Message, OutgoingMessage } from '@perennial/bus';
import { STREAMS } from '@perennial/contracts';
import type { Store } from '@perennial/store';
import type { DoorContext } from '../domain/door-context.ts';
import type { ItemKind } from '../domain/parse-item.ts';
import { type ParsedItems, parseItems } from '../domain/parse-items.ts';
import { IdentityResolver } from '../identity-resolver.ts';
import { IdentityStore } from '../identity-store.ts';
import { encodeIntake } from '../intake-codec.ts';
import { IntakeHandler } from '../intake-handler.ts';
import { OrderLedgerStore } from '../intake-orders-store.ts';
import { SeenItems } from '../intake-seen.ts';
import { readAll } from './embedded-ports.ts';

export const TENANT = 'shop';
export const NOW = Date.parse('2026-03-01T12:00:00.000Z');

export function doorContext(changes: Partial<DoorContext> = {}): DoorContext {
  const tenant = {
    currency: 'EUR',
    timeZone: 'UTC',
    rates: new Map([['USD', 0.9]]),
    ownHosts: ['shop.example'],
  };
  return { receivedMs: NOW, tenant, publicKey: false, ...changes };
}

export function parseAs(kind: ItemKind, raw: object, changes: Partial<DoorContext> = {}): ParsedItems {
  return parseItems([raw], kind, undefined, doorContext(changes));
}

/** Messages of INTAKE for raw items of a batch; throws when one is refused. */
export function intakeMessages(raw: readonly object[], receivedMs = NOW): OutgoingMessage[] {
  const { accepted, refused } = parseItems(raw, undefined, undefined, doorContext({ receivedMs }));
  if (refused[0] !== undefined) throw new Error(`${refused[0].field}: ${refused[0].message}`);
  return encodeIntake(TENANT, accepted);
}

export async function createHandler(bus: Bus, store: Store, cacheSize = 10_000): Promise<IntakeHandler> {
  const seen = new SeenItems(store, 30);
  const identityStore = new IdentityStore(store);
  await Promise.all([seen.createIndexes(), identityStore.createIndexes()]);
  const identity = new IdentityResolver(identityStore, cacheSize);
  return new IntakeHandler({ bus, seen, identity, orders: new OrderLedgerStore(store), now: () => NOW });
}

/** What lies in INTAKE behind a sequence. */
export async function intakeAfter(bus: Bus, sequence: number): Promise<Message[]> {
  return (await readAll(bus, STREAMS.intake.name)).filter((message) => message.sequence > sequence);
}
