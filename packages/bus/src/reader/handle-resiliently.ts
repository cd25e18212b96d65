import { setTimeout as delay } from 'node:timers/promises';
import { type Message, TerminalError } from '../port.ts';
import { backoffMs } from '../work/attempt.ts';

/** What handling needs besides the handler. */
export interface Resilience {
  /** Tries of a whole batch; each message then has one more on its own. */
  tries: number;
  /** Delay before try n+1; the last one repeats. */
  backoffMs: readonly number[];
  /** In [0, 1). */
  random(): number;
  /** True while the store or the log does not answer: then no message is to blame, and none is parked. */
  isOutage(): Promise<boolean>;
  park(message: Message, attempts: number, firstError: unknown, lastError: unknown): Promise<void>;
  onError(error: unknown): void;
  /** Ends the waiting between tries; handling then rejects with its reason. */
  signal: AbortSignal;
}

type Handle = (batch: readonly Message[]) => Promise<void>;

interface Failure {
  attempts: number;
  firstError: unknown;
  lastError: unknown;
}

/** Tries a batch up to `tries` times, and for ever in an outage. Resolves to undefined on success. */
async function tryBatch(
  batch: readonly Message[],
  handle: Handle,
  resilience: Resilience,
  tries: number,
): Promise<Failure | undefined> {
  let firstError: unknown;
  for (let attempt = 1; ; attempt++) {
    resilience.signal.throwIfAborted();
    try {
      await handle(batch);
      return undefined;
    } catch (error) {
      firstError ??= error;
      resilience.onError(error);
      const last = error instanceof TerminalError || attempt >= tries;
      if (last && !(await resilience.isOutage())) return { attempts: attempt, firstError, lastError: error };
    }
    const pauseMs = backoffMs(resilience.backoffMs, attempt, resilience.random());
    await delay(pauseMs, undefined, { signal: resilience.signal });
  }
}

/**
 * Handles a batch so that one message cannot hold up its partition: the batch with back-off, then message by message, and what still fails
 * is parked. Rejects only when the signal aborts or parking fails.
 */
export async function handleResiliently(
  batch: readonly Message[],
  handle: Handle,
  resilience: Resilience,
): Promise<void> {
  const failed = await tryBatch(batch, handle, resilience, resilience.tries);
  if (!failed) return;
  for (const message of batch) {
    const alone = batch.length === 1 ? failed : await tryBatch([message], handle, resilience, 1);
    if (!alone) continue;
    const attempts = batch.length === 1 ? alone.attempts : failed.attempts + alone.attempts;
    await resilience.park(message, attempts, alone.firstError, alone.lastError);
  }
}
