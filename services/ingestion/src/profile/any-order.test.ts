import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Message } from '@perennial/bus';
import fc from 'fast-check';
import { history, logOf } from './testing/history.ts';
import { openProfileHarness, type ProfileHarness } from './testing/profile-harness.ts';

let harness: ProfileHarness;
beforeAll(async () => {
  harness = await openProfileHarness();
});
afterAll(() => harness.close());

let tenants = 0;
/** All names are of one length, so that they order alike. */
function nextTenant(): string {
  tenants += 1;
  return `t${String(tenants).padStart(6, '0')}`;
}

function chunksOf(messages: readonly Message[], size: number): Message[][] {
  const count = Math.ceil(messages.length / size);
  return Array.from({ length: count }, (_, index) => messages.slice(index * size, (index + 1) * size));
}

describe('documents', () => {
  test('the same log in any order, repeated and in any batches gives the same documents byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(
        history,
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        fc.integer({ min: 1, max: 12 }),
        async (steps, random, batchSize) => {
          const plain = nextTenant();
          const handle = harness.newHandler();
          await handle(logOf(plain, steps));
          await harness.drain(handle);

          const shuffled = nextTenant();
          const log = logOf(shuffled, steps);
          const repeated = log.filter(() => (random.next().value ?? 0) < 0.3);
          const order = [...log, ...repeated].map((message) => ({ message, at: random.next().value ?? 0 }));
          order.sort((left, right) => left.at - right.at);
          let other = harness.newHandler();
          for (const batch of chunksOf(
            order.map(({ message }) => message),
            batchSize,
          )) {
            await other(batch);
            if ((random.next().value ?? 0) < 0.3) await harness.drain(other);
            if ((random.next().value ?? 0) < 0.2) other = harness.newHandler();
          }
          await harness.drain(other);

          expect(await harness.dump(shuffled)).toBe(await harness.dump(plain));
        },
      ),
      { numRuns: 60 },
    );
  }, 120_000);
});
