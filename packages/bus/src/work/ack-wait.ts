/** Counts down the time in which a try must be answered; `working()` starts it anew. */
export class AckWait {
  readonly #timer: NodeJS.Timeout;
  readonly #controller = new AbortController();
  readonly #onOver: (reason: Error) => void;
  #over = false;

  /** `onOver` is called when the time is over or the worker stops, not when the try was answered. */
  constructor(ackWaitMs: number, onOver: (reason: Error) => void) {
    this.#onOver = onOver;
    this.#timer = setTimeout(() => this.abort(new Error(`no answer within ${ackWaitMs} ms`)), ackWaitMs);
  }

  /** Aborts when the time is over or the worker stops. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** True once the try was answered or its time is over: whoever asks later is late. */
  get over(): boolean {
    return this.#over;
  }

  working(): void {
    if (!this.#over) this.#timer.refresh();
  }

  end(): void {
    this.#over = true;
    clearTimeout(this.#timer);
  }

  abort(reason: Error): void {
    if (this.#over) return;
    this.end();
    this.#controller.abort(reason);
    this.#onOver(reason);
  }
}
