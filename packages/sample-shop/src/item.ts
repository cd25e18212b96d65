/** The HTTP door that an item goes through; items of one door may share a call. */
export type Door = 'batch' | 'orders' | 'refunds' | 'cancellations' | 'products' | 'stores' | 'consent';

/** One item as a real shop would send it. */
export interface SampleItem {
  door: Door;
  timeMs: number;
  body: Record<string, unknown>;
}

/** Numbers message ids, so that the same seed sends the same ids and a repeated load changes nothing. */
export class MessageIds {
  readonly #prefix: string;
  #next = 1;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  next(): string {
    const id = `${this.#prefix}-${this.#next}`;
    this.#next += 1;
    return id;
  }
}

export function iso(timeMs: number): string {
  return new Date(timeMs).toISOString();
}

/** Minor units of a two-digit currency as a decimal string. */
export function decimal(minor: number): string {
  return `${Math.trunc(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;
}
