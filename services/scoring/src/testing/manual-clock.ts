import { setTimeout as delay } from 'node:timers/promises';

const DEADLINE_MS = 10_000;

/** A clock that stands still until it is moved; alarms ring when it passes them. */
export class ManualClock {
  nowMs: number;
  readonly #alarms = new Set<{ atMs: number; ring: () => void }>();

  constructor(nowMs: number) {
    this.nowMs = nowMs;
  }

  readonly now = (): number => this.nowMs;

  readonly setAlarm = (atMs: number, ring: () => void): (() => void) => {
    const alarm = { atMs, ring };
    this.#alarms.add(alarm);
    return () => this.#alarms.delete(alarm);
  };

  /** Moves on and rings what is due. Those whom we ring set an alarm anew when they are through: `isQuiet` tells. */
  moveTo(nowMs: number): void {
    this.nowMs = nowMs;
    for (const alarm of [...this.#alarms].filter(({ atMs }) => atMs <= nowMs)) {
      this.#alarms.delete(alarm);
      alarm.ring();
    }
  }

  /** True when `count` alarms are set and none is due. */
  isQuiet(count: number): boolean {
    return this.#alarms.size === count && [...this.#alarms].every(({ atMs }) => atMs > this.nowMs);
  }

  forgetAlarms(): void {
    this.#alarms.clear();
  }
}

/** Waits for a condition; fails after ten seconds. */
export async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadlineMs = performance.now() + DEADLINE_MS;
  while (!(await condition())) {
    if (performance.now() > deadlineMs) throw new Error(`waited ${DEADLINE_MS} ms in vain until ${what}`);
    await delay(1);
  }
}
