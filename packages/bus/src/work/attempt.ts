import { TerminalError, type WorkOptions } from '../port.ts';

/** What becomes of a message after one try. */
export type Verdict = { kind: 'acknowledge' } | { kind: 'retry'; delayMs: number } | { kind: 'park' };

const JITTER = 0.2;

/** `delayMs` moved by up to 20 % either way; `random` is in [0, 1). */
export function withJitter(delayMs: number, random: number): number {
  return Math.round(delayMs * (1 - JITTER + 2 * JITTER * random));
}

/** The back-off after try `attempt` (from 1); the last entry repeats. */
export function backoffMs(delaysMs: readonly number[], attempt: number, random: number): number {
  return withJitter(delaysMs[Math.min(attempt, delaysMs.length) - 1] ?? 0, random);
}

/** Decides after a try that threw `error`. */
export function verdictOnFailure(
  options: WorkOptions,
  attempt: number,
  error: unknown,
  random: number,
): Verdict {
  if (error instanceof TerminalError || attempt >= options.maxDeliver) return { kind: 'park' };
  return { kind: 'retry', delayMs: backoffMs(options.backoffMs, attempt, random) };
}

/** Unacknowledged messages of one queue at most, those that wait for their next try included. */
export function unacknowledgedLimit(options: WorkOptions): number {
  return Math.max(1_000, options.maxInFlight * 10);
}

/** Rejects options that could never work; called before anything is stored. */
export function checkWorkOptions(options: WorkOptions): void {
  const wrong: string[] = [];
  if (options.maxInFlight < 1) wrong.push('maxInFlight must be at least 1');
  if (options.maxDeliver < 1) wrong.push('maxDeliver must be at least 1');
  if (options.ackWaitMs < 1) wrong.push('ackWaitMs must be at least 1');
  if (options.backoffMs.length === 0) wrong.push('backoffMs must have an entry');
  if (!/^[a-z0-9_-]{1,63}$/.test(options.durable)) wrong.push('durable must match [a-z0-9_-]{1,63}');
  if (wrong.length > 0)
    throw new Error(`Work on ${options.stream} (${options.durable}): ${wrong.join('; ')}`);
}
