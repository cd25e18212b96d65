import { describe, expect, test } from '@jest/globals';
import type { Message } from '@perennial/bus';
import fc from 'fast-check';
import { openEmbeddedPorts } from './testing/embedded-ports.ts';
import { createHandler, intakeAfter, intakeMessages, NOW } from './testing/pipeline.ts';
import { randomItems } from './testing/random-items.ts';
import { readEvents } from './testing/read-events.ts';
import { type SettledEvent, settledEvents } from './testing/settled-events.ts';

/** Takes the items in batches of the given size, with a small cache so that it has to forget. */
async function settledAfter(
  items: readonly object[],
  batchSize: number,
): Promise<Record<string, SettledEvent>> {
  const ports = await openEmbeddedPorts(() => NOW);
  try {
    const handler = await createHandler(ports.bus, ports.store, 4);
    for (let start = 0; start < items.length; start += batchSize)
      await ports.bus.publish(
        items.slice(start, start + batchSize).flatMap((item) => intakeMessages([item])),
      );
    const messages = await intakeAfter(ports.bus, 0);
    for (let start = 0; start < messages.length; start += batchSize)
      await handler.handle(messages.slice(start, start + batchSize));
    const events = await readEvents(ports.bus);
    expect(new Set(events.map((event) => event.id)).size).toBe(events.length);
    return settledEvents(events);
  } finally {
    await ports.close();
  }
}

/** Two readers with caches of their own, each with every other batch, at the same time. */
async function settledByTwo(
  items: readonly object[],
  batchSize: number,
): Promise<Record<string, SettledEvent>> {
  const ports = await openEmbeddedPorts(() => NOW);
  try {
    await ports.bus.publish(items.flatMap((item) => intakeMessages([item])));
    const messages = await intakeAfter(ports.bus, 0);
    const batches: Message[][] = [];
    for (let start = 0; start < messages.length; start += batchSize)
      batches.push(messages.slice(start, start + batchSize));
    const readEvery = async (remainder: number) => {
      const handler = await createHandler(ports.bus, ports.store);
      for (const batch of batches.filter((_batch, place) => place % 2 === remainder))
        await handler.handle(batch);
    };
    await Promise.all([readEvery(0), readEvery(1)]);
    return settledEvents(await readEvents(ports.bus));
  } finally {
    await ports.close();
  }
}

const twoOrders = randomItems.chain((items) =>
  fc.record({
    items: fc.constant(items),
    shuffled: fc.shuffledSubarray([...items, ...items.slice(0, 5)], {
      minLength: items.length + Math.min(5, items.length),
    }),
    batchSize: fc.integer({ min: 1, max: 10 }),
  }),
);

describe('design §4: late, repeated and out-of-order items', () => {
  test('any order and batching of the same items ends in the same events of the same customers', async () => {
    await fc.assert(
      fc.asyncProperty(twoOrders, async ({ items, shuffled, batchSize }) => {
        expect(await settledAfter(shuffled, batchSize)).toEqual(await settledAfter(items, 7));
      }),
      { numRuns: 25 },
    );
  });

  test('two readers at once end in the same events of the same customers as one', async () => {
    await fc.assert(
      fc.asyncProperty(randomItems, fc.integer({ min: 1, max: 4 }), async (items, batchSize) => {
        expect(await settledByTwo(items, batchSize)).toEqual(await settledAfter(items, 7));
      }),
      { numRuns: 25 },
    );
  });
});
