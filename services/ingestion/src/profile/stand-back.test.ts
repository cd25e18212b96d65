import { expect, test } from '@jest/globals';
import { standBackFor } from './stand-back.ts';

test('the profile stands back while items wait, never for longer than five seconds, and not at rest', async () => {
  let waiting = 3;
  const restMs = standBackFor({ lag: () => Promise.resolve(waiting) });
  expect(await restMs(10)).toBe(160);
  expect(await restMs(10_000)).toBe(5_000);
  waiting = 0;
  expect(await restMs(10)).toBe(0);
});
