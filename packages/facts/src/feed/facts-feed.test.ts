import { cp, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Bus, openEmbeddedBus } from '@perennial/bus';
import { STREAMS } from '@perennial/contracts';
import { Facts } from '../facts.ts';
import { eventMessage, orderMessage } from '../testing/event-messages.ts';
import { type AppliedBatch, type FactsFeed, type FactsFeedOptions, startFactsFeed } from './facts-feed.ts';

let directory = '';
let bus: Bus;
let feeds: FactsFeed[] = [];
let applied: AppliedBatch[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'perennial-feed-'));
  bus = await openEmbeddedBus({ directory: join(directory, 'bus'), streams: [STREAMS.events] });
  feeds = [];
  applied = [];
});
afterEach(async () => {
  await Promise.all(feeds.map((feed) => feed.stop()));
  await bus.drain();
  await rm(directory, { recursive: true, force: true });
});

async function startFeed(options: Partial<FactsFeedOptions> = {}): Promise<FactsFeed> {
  const feed = await startFactsFeed({
    bus,
    snapshotDirectory: join(directory, 'facts'),
    onApplied: async (batch) => {
      applied.push(batch);
    },
    onRefused: (_message, reason) => {
      throw reason;
    },
    ...options,
  });
  feeds.push(feed);
  return feed;
}

async function publish(...messages: Parameters<Bus['publish']>[0]): Promise<number> {
  return (await bus.publish(messages)).at(-1)?.sequence ?? 0;
}

function ordersOf(feed: FactsFeed, customerId: string, tenant = 'demo'): string[] | undefined {
  const facts = feed.factsOf(tenant);
  return facts?.ordersOf(facts.customerIndexOf(customerId), { at: 10_000 }).map((order) => order.orderKey);
}

describe('the feed of facts', () => {
  test('keeps tenants apart and tells which customers each message touched', async () => {
    const feed = await startFeed();
    await feed.reached(
      await publish(orderMessage('1'), orderMessage('2', { tenant: 'other' }), orderMessage('3')),
    );
    expect(ordersOf(feed, 'c1')).toEqual(['shop|1', 'shop|3']);
    expect(ordersOf(feed, 'c1', 'other')).toEqual(['shop|2']);
    const causes = applied
      .filter(({ tenant }) => tenant === 'demo')
      .flatMap(({ touched }) => touched.get(0) ?? []);
    expect(causes.map(({ sequence }) => sequence)).toEqual([1, 3]);
  });

  test('goes on after a stop where it was, applying nothing twice', async () => {
    const first = await startFeed();
    await first.reached(await publish(orderMessage('1'), orderMessage('2', { tenant: 'other' })));
    await first.stop();
    applied = [];
    const second = await startFeed();
    expect(second.throughSequence).toBe(2);
    await second.reached(await publish(orderMessage('3')));
    expect(ordersOf(second, 'c1')).toEqual(['shop|1', 'shop|3']);
    expect(applied.map(({ tenant, throughSequence }) => [tenant, throughSequence])).toEqual([['demo', 3]]);
  });

  test('after a kill replays what its last snapshots lack, a tenant with a damaged one from the start', async () => {
    const first = await startFeed({ saveEveryMessages: 1, maxBatch: 1 });
    await first.reached(await publish(orderMessage('1')));
    await first.reached(await publish(orderMessage('2', { tenant: 'other' })));
    await first.stop();
    await cp(join(directory, 'facts', 'demo'), join(directory, 'killed', 'demo'), { recursive: true });
    await publish(orderMessage('3'));
    const second = await startFeed({ snapshotDirectory: join(directory, 'killed') });
    await second.reached(3);
    expect(ordersOf(second, 'c1')).toEqual(['shop|1', 'shop|3']);
    await rm(join(directory, 'facts', 'demo', 'manifest'));
    const third = await startFeed();
    await third.reached(3);
    expect(ordersOf(third, 'c1')).toEqual(['shop|1', 'shop|3']);
    expect(ordersOf(third, 'c1', 'other')).toEqual(['shop|2']);
  });

  test('saves after so many messages, so that a kill costs little', async () => {
    const feed = await startFeed({ saveEveryMessages: 2 });
    await feed.reached(await publish(orderMessage('1'), orderMessage('2')));
    await feed.reached(await publish(orderMessage('3')));
    const saved = await Facts.load(join(directory, 'facts', 'demo'));
    expect(saved?.positions).toEqual({ EVENTS: 2 });
  });

  test('fails as a whole when the disk does not take a save, though it waits for messages', async () => {
    const feed = await startFeed({ saveEveryMessages: 1 });
    await feed.reached(await publish(orderMessage('1')));
    await feed.reached(await publish(orderMessage('2')));
    await rename(join(directory, 'facts', 'demo'), join(directory, 'gone'));
    await publish(orderMessage('3'));
    await expect(feed.done).rejects.toThrow('ENOENT');
    feeds = [];
  });

  test('tells of a message that it cannot read and goes on', async () => {
    const refused: number[] = [];
    const feed = await startFeed({ onRefused: ({ sequence }) => refused.push(sequence) });
    const broken = eventMessage('order_completed', { id: 'x', partitionKey: 'c1' }, Uint8Array.of(255, 255));
    await feed.reached(await publish(broken, orderMessage('1')));
    expect(refused).toEqual([1]);
    expect(ordersOf(feed, 'c1')).toEqual(['shop|1']);
  });

  test('fails as a whole when a batch cannot be handled, so that nothing is skipped', async () => {
    const feed = await startFeed({ onApplied: () => Promise.reject(new Error('no room')) });
    await publish(orderMessage('1'));
    await expect(feed.done).rejects.toThrow('no room');
    feeds = [];
  });
});
