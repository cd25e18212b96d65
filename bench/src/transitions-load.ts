import { setTimeout as delay } from 'node:timers/promises';
import type { Bus, OutgoingMessage } from '@perennial/bus';
import { STREAMS } from '@perennial/contracts';
import { behaviourMessage, orderMessage } from '@perennial/live/testing';
import { xorshift } from './random.ts';
import { EVENT_TYPES, PRODUCTS } from './segments-shop.ts';

const TICK_MS = 10;
/** Every so many-th event is an order. */
const ORDER_EVERY = 5;
const MS_A_SECOND = 1000;

export interface LoadOptions {
  bus: Bus;
  customers: number;
  eventsPerSecond: number;
  seconds: number;
  now(): number;
}

export interface LoadFigures {
  events: number;
  transitions: number;
  /** From the call that published the event to its transition read from CHANGES. */
  p50Ms: number;
  p99Ms: number;
  eventsPerSecond: number;
}

/** Publishes events of random customers at a steady rate and waits for what they turn. */
export async function measureLoad(options: LoadOptions): Promise<LoadFigures> {
  const { bus, seconds, eventsPerSecond } = options;
  const sentAtMs = new Map<string, number>();
  const latenciesMs: number[] = [];
  const reading = new AbortController();
  const { lastSequence } = await bus.state(STREAMS.changes.name);
  const read = readTransitions(bus, lastSequence, reading.signal, (eventId) => {
    const sentMs = sentAtMs.get(eventId);
    if (sentMs !== undefined) latenciesMs.push(performance.now() - sentMs);
  });
  const startedMs = performance.now();
  const events = await publish(options, sentAtMs);
  const tookSeconds = (performance.now() - startedMs) / MS_A_SECOND;
  await delay(seconds * 250);
  reading.abort();
  await read.catch(() => undefined);
  latenciesMs.sort((a, b) => a - b);
  const at = (share: number): number => latenciesMs[Math.floor(latenciesMs.length * share)] ?? Number.NaN;
  return {
    ...{ events, transitions: latenciesMs.length, p50Ms: at(0.5), p99Ms: at(0.99) },
    eventsPerSecond: Math.round(events / tookSeconds),
  };

  async function publish({ customers, now }: LoadOptions, sent: Map<string, number>): Promise<number> {
    const random = xorshift(5);
    const calls: Promise<unknown>[] = [];
    let count = 0;
    for (const end = eventsPerSecond * seconds; count < end; ) {
      const due = ((performance.now() - startedMs) / MS_A_SECOND) * eventsPerSecond;
      const messages: OutgoingMessage[] = [];
      for (; count < Math.min(due, end); count += 1) messages.push(event(count, customers, random, now()));
      const sentMs = performance.now();
      for (const { headers } of messages) sent.set(headers?.['ce-id'] ?? '', sentMs);
      if (messages.length > 0) calls.push(bus.publish(messages));
      await delay(TICK_MS);
    }
    await Promise.all(calls);
    return count;
  }
}

function event(number: number, customers: number, random: () => number, timeMs: number): OutgoingMessage {
  const customerId = `c${Math.floor(random() * customers)}`;
  if (number % ORDER_EVERY > 0) {
    const name = EVENT_TYPES[Math.floor(random() * EVENT_TYPES.length)] ?? 'searched';
    return behaviourMessage({ customerId, name, timeMs: timeMs + (number % TICK_MS) - TICK_MS });
  }
  return orderMessage({
    ...{ customerId, orderId: `live-${number}`, timeMs, quantity: 1 },
    netMinor: 1000 + Math.floor(random() * 20_000),
    productId: `p${Math.floor(random() * PRODUCTS)}`,
  });
}

async function readTransitions(
  bus: Bus,
  after: number,
  signal: AbortSignal,
  told: (eventId: string) => void,
): Promise<void> {
  for await (const batch of bus.read({ stream: STREAMS.changes.name, after, signal })) {
    for (const { headers } of batch) told(headers['ce-causationid'] ?? '');
  }
}
