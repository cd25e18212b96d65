import type { StreamLog } from './stream-log.ts';

/** Removed in one commit at most, so that publishing goes on beside it. */
const TRIM_BATCH = 10_000;
const SHORTEST_INTERVAL_MS = 50;
const LONGEST_INTERVAL_MS = 60_000;

/** Removes everything older than the stream's `maxAgeMs`; resolves to how many. */
async function trim(log: StreamLog, maxAgeMs: number, now: () => number): Promise<number> {
  let removed = 0;
  for (;;) {
    const old = log.olderThan(now() - maxAgeMs, TRIM_BATCH);
    await log.remove(old);
    removed += old.length;
    if (old.length < TRIM_BATCH) return removed;
  }
}

/** Trims each log at a quarter of its age limit, at most once a minute; returns the function that ends it. */
export function startTrimming(
  logs: Iterable<StreamLog>,
  now: () => number,
  onError: (error: unknown) => void,
): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve();
  const timers: NodeJS.Timeout[] = [];
  for (const log of logs) {
    const { maxAgeMs } = log.config;
    if (maxAgeMs === undefined) continue;
    const intervalMs = Math.min(LONGEST_INTERVAL_MS, Math.max(SHORTEST_INTERVAL_MS, maxAgeMs / 4));
    const timer = setInterval(() => {
      running = running.then(() => trim(log, maxAgeMs, now)).catch(onError);
    }, intervalMs);
    timer.unref();
    timers.push(timer);
  }
  return async () => {
    for (const timer of timers) clearInterval(timer);
    await running;
  };
}
