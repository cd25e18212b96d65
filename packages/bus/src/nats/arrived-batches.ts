import { setImmediate } from 'node:timers/promises';

/**
 * Batches of what arrives within one turn of the event loop, at most `maxBatch`. The client's own count of waiting messages cannot be used: it
 * also counts its pull requests.
 */
export async function* arrivedBatches<T>(source: AsyncIterable<T>, maxBatch: number): AsyncGenerator<T[]> {
  const iterator = source[Symbol.asyncIterator]();
  let next = iterator.next();
  try {
    for (;;) {
      const first = await next;
      if (first.done) return;
      const batch = [first.value];
      const turn = setImmediate(undefined);
      next = iterator.next();
      while (batch.length < maxBatch) {
        const more = await Promise.race([next, turn]);
        if (more === undefined || more.done) break;
        batch.push(more.value);
        next = iterator.next();
      }
      yield batch;
    }
  } finally {
    next.catch(() => undefined);
  }
}
