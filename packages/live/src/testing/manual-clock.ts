import { setTimeout as delay } from 'node:timers/promises';

const DEADLINE_MS = 25_000;

/** A clock that stands still until it is moved; alarms ring when it passes them. */
export class ManualClock {
  nowMs: number;
  readonly #alarms = new Set<{ atMs: number; ring: () => void }>();

  constructor(nowMs: number) {
    this.nowMs = nowMs;
  }

  readonly now = (): number => this.nowMs;

  readonly setAlarm = (atMs: number, ring: () => void): (() => void) => {
    if (atMs <= this.nowMs) {
      const immediate = setImmediate(ring);
      return () => clearImmediate(immediate);
    }
    const alarm = { atMs, ring };
    this.#alarms.add(alarm);
    return () => this.#alarms.delete(alarm);
  };

  /** Moves on and rings what is due. Those whom we ring set an alarm anew when they are through. */
  moveTo(nowMs: number): void {
    this.nowMs = nowMs;
    const due = [...this.#alarms].filter(({ atMs }) => atMs <= nowMs);
    for (const alarm of due) {
      this.#alarms.delete(alarm);
      alarm.ring();
    }
  }

  /** True when so many have an alarm set. */
  isQuiet(count: number): boolean {
    return this.#alarms.size === count;
  }

  forgetAlarms(): void {
    this.#alarms.clear();
  }
}

/** Waits for a condition; fails after ten seconds where no other time is given. */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  patienceMs = DEADLINE_MS,
): Promise<void> {
  const deadlineMs = performance.now() + patienceMs;
  while (!(await condition())) {
    if (performance.now() > deadlineMs) throw new Error(`waited ${patienceMs} ms in vain until ${what}`);
    await delay(1);
  }
}
