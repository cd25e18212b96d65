import { setTimeout as delay } from 'node:timers/promises';

const DEADLINE_MS = 25_000;
const LOOK_EVERY_MS = 5;

/** Resolves when the condition holds; rejects when it does not in time. */
export async function waitFor(condition: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + DEADLINE_MS;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`Not met within ${DEADLINE_MS} ms`);
    await delay(LOOK_EVERY_MS);
  }
}
