import { describe, expect, test } from '@jest/globals';
import { cacheContract } from './cache.contract.ts';
import { createMemoryCache } from './memory-cache.ts';

cacheContract('memory', async () => {
  let nowMs = 1_000_000;
  return {
    cache: createMemoryCache({ now: () => nowMs }),
    elapse: async () => {
      nowMs += 10;
    },
  };
});

describe('memory cache', () => {
  test('stays within its bound by letting the oldest go', async () => {
    const cache = createMemoryCache({ maxEntries: 3 });
    for (const n of [1, 2, 3]) await cache.set(`t1:test:${n}`, 'x', 60_000);
    await cache.set('t1:test:1', 'written again', 60_000);
    await cache.set('t1:test:4', 'x', 60_000);
    const left = await Promise.all([1, 2, 3, 4].map((n) => cache.get(`t1:test:${n}`)));
    expect(left).toEqual(['written again', null, 'x', 'x']);
  });
});
