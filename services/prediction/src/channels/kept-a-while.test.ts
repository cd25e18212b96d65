import { expect, test } from '@jest/globals';
import { KeptAWhile } from './kept-a-while.ts';

function keeper() {
  const state = { nowMs: 0, made: 0, tookMs: 0 };
  const kept = new KeptAWhile<number>(() => state.nowMs);
  const ask = (tenant = 'shop', key = '') =>
    kept.of(tenant, key, async () => {
      state.nowMs += state.tookMs;
      state.made += 1;
      return state.made;
    });
  return { state, ask };
}

test('what was worked out is kept ten seconds at least, a hundred times as long as it took, ten minutes at most', async () => {
  for (const [tookMs, keptMs] of [
    [0, 10_000],
    [1_000, 100_000],
    [60_000, 600_000],
  ] as const) {
    const { state, ask } = keeper();
    state.tookMs = tookMs;
    await ask();
    state.nowMs = keptMs - 1;
    expect(await ask()).toBe(1);
    state.nowMs = keptMs;
    expect(await ask()).toBe(2);
  }
});

test('another key and another tenant have their own', async () => {
  const { ask } = keeper();
  expect(await ask()).toBe(1);
  expect(await ask('shop', 'v2')).toBe(2);
  expect(await ask('other')).toBe(3);
  expect(await ask('shop', 'v2')).toBe(2);
});

test('what failed is tried again by the next who asks', async () => {
  const kept = new KeptAWhile<string>(() => 0);
  const fails = () => Promise.reject(new Error('no facts'));
  await expect(kept.of('shop', '', fails)).rejects.toThrow('no facts');
  expect(await kept.of('shop', '', async () => 'made')).toBe('made');
});
