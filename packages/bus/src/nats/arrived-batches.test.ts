import { describe, expect, test } from '@jest/globals';
import { arrivedBatches } from './arrived-batches.ts';

async function* waitingFor(gate: Promise<void>): AsyncGenerator<number> {
  yield* [1, 2, 3];
  await gate;
  yield* [4, 5];
}

describe('batches of what has arrived', () => {
  test('hold what is there, at most maxBatch, and never wait for more', async () => {
    const gate = Promise.withResolvers<void>();
    const batches: number[][] = [];
    for await (const batch of arrivedBatches(waitingFor(gate.promise), 2)) {
      batches.push(batch);
      if (batches.length === 2) gate.resolve();
    }
    expect(batches).toEqual([[1, 2], [3], [4, 5]]);
  });
});
