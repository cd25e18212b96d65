export interface AlarmOptions {
  now(): number;
  /** Rings once, at that instant or after; returns how to call it off. */
  setAlarm(atMs: number, ring: () => void): () => void;
  /** Told when the task failed; it is tried again. */
  onError(error: unknown): void;
  signal: AbortSignal;
}

const RETRY_MS = 1000;

/** One timer for the next due instant; nothing runs in between. */
export class DueAlarm {
  readonly #options: AlarmOptions;
  readonly #task: () => Promise<void>;
  #cancel: (() => void) | undefined;

  constructor(options: AlarmOptions, task: () => Promise<void>) {
    this.#options = options;
    this.#task = task;
  }

  /** Sets the timer anew; infinite leaves none. */
  set(dueMs: number): void {
    this.cancel();
    if (dueMs === Number.POSITIVE_INFINITY || this.#options.signal.aborted) return;
    this.#cancel = this.#options.setAlarm(dueMs, () => void this.#ring());
  }

  cancel(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  async #ring(): Promise<void> {
    try {
      await this.#task();
    } catch (error) {
      if (this.#options.signal.aborted) return;
      this.#options.onError(error);
      this.set(this.#options.now() + RETRY_MS);
    }
  }
}

/** setTimeout cannot wait longer. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/** An alarm on the system's clock. It may ring early when the instant is weeks away. */
export function setSystemAlarm(atMs: number, ring: () => void): () => void {
  const delayMs = Math.min(LONGEST_TIMEOUT_MS, Math.max(0, Math.ceil(atMs - Date.now())));
  const timer = setTimeout(ring, delayMs);
  return () => clearTimeout(timer);
}
