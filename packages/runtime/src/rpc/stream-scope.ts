/** Runs a function inside some asynchronous scope (a span, a store) and gives back its result. */
export type RunInScope = <Result>(body: () => Result) => Result;

/**
 * A view on an iterable whose every step runs inside the scope. Needed because an async generator's body
 * runs in the scope of whoever calls `next`, not of whoever created it.
 */
export function iterateInScope<Item>(source: AsyncIterable<Item>, run: RunInScope): AsyncIterable<Item> {
  return {
    [Symbol.asyncIterator]() {
      const iterator = run(() => source[Symbol.asyncIterator]());
      return {
        next: () => run(() => iterator.next()),
        throw: (reason: unknown) =>
          run(() => iterator.throw?.(reason) ?? Promise.reject<IteratorResult<Item>>(reason)),
        return: (value?: unknown) =>
          run(() => iterator.return?.(value) ?? Promise.resolve({ done: true as const, value })),
      };
    },
  };
}

/** Calls `settled` exactly once when the iteration ends, with the error if it failed. */
export async function* watchIteration<Item>(
  source: AsyncIterable<Item>,
  settled: (failure: unknown) => void,
): AsyncGenerator<Item> {
  let failure: unknown;
  try {
    yield* source;
  } catch (reason) {
    failure = reason;
    throw reason;
  } finally {
    settled(failure);
  }
}
