import { afterAll, expect, test } from '@jest/globals';
import { type FactRecord, Facts, NO_SOURCE } from '@perennial/facts';
import type { WalkThread } from '@perennial/segments';
import { WalkThreads } from './walk-threads.ts';

const threads = new WalkThreads(2);
const started = new Set<WalkThread | undefined>();

afterAll(() => Promise.all(Array.from(started, (thread) => thread?.close())));

function threadOf(tenant: string, facts: Facts): WalkThread | undefined {
  const thread = threads.of(tenant, facts);
  started.add(thread);
  return thread;
}

function visitOf(customerId: string): FactRecord {
  return {
    ...{ kind: 'event', customerId, node: `user:${customerId}`, eventId: 'e1', type: 'page_viewed' },
    ...{ time: 5, recordedTime: 6, source: NO_SOURCE, productId: '', page: '/', query: '', durationMs: 0 },
  };
}

function shopOf(customers: readonly string[]): Facts {
  const facts = new Facts();
  facts.applyBatch(customers.map(visitOf));
  return facts;
}

test('a tenant has one second thread for as long as it has the same facts, and none while it is small', () => {
  expect(threadOf('small', shopOf(['ann']))).toBeUndefined();
  const facts = shopOf(['ann', 'bob']);
  const thread = threadOf('large', facts);
  expect(thread).toBeDefined();
  expect(threadOf('large', facts)).toBe(thread);
  expect(threadOf('other', facts)).not.toBe(thread);
  expect(threadOf('large', shopOf(['ann', 'bob']))).not.toBe(thread);
});
