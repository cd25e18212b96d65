import { setTimeout as delay } from 'node:timers/promises';

const LOOK_EVERY_MS = 20;

/** Resolves to the first value that is not undefined; rejects with the description after the deadline. */
export async function until<Value>(
  description: string,
  look: () => Promise<Value | undefined>,
  deadlineMs = 25_000,
): Promise<Value> {
  const endsAtMs = performance.now() + deadlineMs;
  for (;;) {
    const value = await look();
    if (value !== undefined) return value;
    if (performance.now() > endsAtMs) throw new Error(`waited ${deadlineMs} ms in vain: ${description}`);
    await delay(LOOK_EVERY_MS);
  }
}
