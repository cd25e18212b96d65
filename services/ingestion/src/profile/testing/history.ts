import type { Message } from '@perennial/bus';
import fc from 'fast-check';
import {
  behaved,
  cancelled,
  consented,
  type EventHead,
  identified,
  MINUTE_MS,
  moved,
  ordered,
  refunded,
  START_MS,
} from './event-builder.ts';

/** One thing that happens to a node; times are minutes after the start. */
type Step =
  | { act: 'identify'; node: number; minute: number; trait: number }
  | { act: 'browse'; node: number; minute: number; source: number }
  | { act: 'order'; node: number; minute: number; order: number; version: number; stationary: boolean }
  | { act: 'cancel'; node: number; minute: number; order: number }
  | { act: 'refund'; node: number; minute: number; order: number; refund: number }
  | { act: 'consent'; node: number; minute: number; granted: boolean }
  | { act: 'move'; node: number; minute: number; to: number }
  | { act: 'guest'; minute: number; order: number }
  | { act: 'own'; minute: number; order: number; to: number };

const NODES = ['user:u1', 'user:u2', 'email:a@example.org', 'anon:a1', 'anon:a2'];
const SOURCES = [
  undefined,
  { sourceClass: 1, paid: true, utmCampaign: 'spring' },
  { sourceClass: 2, utmCampaign: 'news' },
  { sourceClass: 7 },
];

const minute = fc.integer({ min: 0, max: 180 });
const node = fc.nat({ max: NODES.length - 1 });
const order = fc.nat({ max: 3 });

/** What a shop may tell in some weeks, with moves of nodes between customers. */
export const history: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({ act: fc.constant('identify' as const), node, minute, trait: fc.nat({ max: 3 }) }),
    fc.record({
      act: fc.constant('browse' as const),
      node,
      minute,
      source: fc.nat({ max: SOURCES.length - 1 }),
    }),
    fc.record({
      act: fc.constant('browse' as const),
      node,
      minute,
      source: fc.nat({ max: SOURCES.length - 1 }),
    }),
    fc.record({
      act: fc.constant('order' as const),
      node,
      minute,
      order,
      version: fc.nat({ max: 2 }),
      stationary: fc.boolean(),
    }),
    fc.record({ act: fc.constant('cancel' as const), node, minute, order }),
    fc.record({ act: fc.constant('refund' as const), node, minute, order, refund: fc.nat({ max: 2 }) }),
    fc.record({ act: fc.constant('consent' as const), node, minute, granted: fc.boolean() }),
    fc.record({ act: fc.constant('move' as const), node, minute, to: node }),
    fc.record({ act: fc.constant('guest' as const), minute, order }),
    fc.record({ act: fc.constant('own' as const), minute, order, to: node }),
  ),
  { minLength: 1, maxLength: 40 },
);

/** The log that ingestion would publish for a history, in its order. */
export function logOf(tenant: string, steps: readonly Step[]): Message[] {
  const log = new HistoryLog(tenant);
  return steps.flatMap((step, index) => log.messagesOf(step, index));
}

class HistoryLog {
  readonly #tenant: string;
  readonly #owners = new Map<string, { customer: string; generation: number }>();

  constructor(tenant: string) {
    this.#tenant = tenant;
  }

  messagesOf(step: Step, index: number): Message[] {
    const timeMs = START_MS + step.minute * MINUTE_MS;
    if (step.act === 'guest' || step.act === 'own') {
      const node = `order:guest-${step.order}`;
      if (step.act === 'own') return this.#move(node, `c${step.to}`, index, timeMs);
      const head = this.#head(node, index, timeMs);
      return [ordered(head, { orderId: `g${step.order}`, netMinor: BigInt(500 + index) })];
    }
    const node = NODES[step.node] ?? '';
    if (step.act === 'move') return this.#move(node, `c${step.to}`, index, timeMs);
    return [messageOf(step, this.#head(node, index, timeMs), index)];
  }

  #ownerOf(node: string): { customer: string; generation: number } {
    const customer = node.startsWith('order:') ? 'guest' : `c${NODES.indexOf(node)}`;
    return this.#owners.get(node) ?? { customer, generation: 0 };
  }

  #head(node: string, index: number, timeMs: number): EventHead {
    return {
      tenant: this.#tenant,
      customer: this.#ownerOf(node).customer,
      id: `${this.#tenant}e${index}`,
      timeMs,
      node,
    };
  }

  #move(node: string, to: string, index: number, timeMs: number): Message[] {
    const { customer: from, generation } = this.#ownerOf(node);
    if (from === to) return [];
    this.#owners.set(node, { customer: to, generation: generation + 1 });
    return [from, to].map((customer, side) => {
      const head = { tenant: this.#tenant, customer, id: `${this.#tenant}m${index}.${side}`, timeMs, node };
      return moved(head, from, to, generation + 1);
    });
  }
}

type CustomerStep = Exclude<Step, { act: 'move' | 'guest' | 'own' }>;

function messageOf(step: CustomerStep, head: EventHead, index: number): Message {
  switch (step.act) {
    case 'identify':
      return identified(head, {
        firstName: `N${index}`,
        [`t${step.trait}`]: step.trait === 0 ? null : index,
      });
    case 'browse':
      return behaved(head, step.source === 3 ? 'message_opened' : 'page_viewed', SOURCES[step.source]);
    case 'consent':
      return consented(head, 'email', step.granted);
    case 'cancel':
      return cancelled(head, `o${step.order}`);
    case 'refund':
      return refunded(head, `o${step.order}`, `r${step.refund}`, BigInt(10 + index));
    case 'order':
      return ordered(head, {
        orderId: `o${step.order}`,
        netMinor: BigInt(1000 + index),
        store: { storeId: 's', kind: step.stationary ? 2 : 1 },
        updatedTime: { seconds: BigInt(step.version) },
        ...(step.version % 4 === 3 ? { source: SOURCES[1] } : {}),
      });
  }
}
