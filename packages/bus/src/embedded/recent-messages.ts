import type { Message } from '../port.ts';

/** Of headers and data together; what readers at the tail have not taken yet is mostly far less. */
const LIMIT_BYTES = 4_000_000;
const HEADER_BYTES = 400;

/**
 * The last messages of a log as they were published, so that readers at its tail need not fetch and decode them, each for itself. Holds
 * an unbroken run of sequences of at most about 4 MB.
 */
export class RecentMessages {
  #messages: Message[] = [];
  /** Place of the first one kept; those before it are given up. */
  #first = 0;
  #bytes = 0;

  push(message: Message): void {
    this.#messages.push(message);
    this.#bytes += sizeOf(message);
    while (this.#bytes > LIMIT_BYTES) this.#dropFirst();
    if (this.#first * 2 <= this.#messages.length) return;
    this.#messages = this.#messages.slice(this.#first);
    this.#first = 0;
  }

  clear(): void {
    this.#messages = [];
    this.#first = 0;
    this.#bytes = 0;
  }

  /** Messages after `after`, oldest first; null when not all of them are here. */
  after(after: number): Iterable<Message> | null {
    const first = this.#messages[this.#first];
    if (first === undefined || after + 1 < first.sequence) return null;
    return this.#from(this.#first + after + 1 - first.sequence);
  }

  *#from(place: number): Generator<Message> {
    for (let at = place; at < this.#messages.length; at += 1) {
      const message = this.#messages[at];
      if (message !== undefined) yield message;
    }
  }

  #dropFirst(): void {
    const first = this.#messages[this.#first];
    if (first === undefined) return;
    this.#bytes -= sizeOf(first);
    this.#first += 1;
  }
}

function sizeOf({ data }: Message): number {
  return data.byteLength + HEADER_BYTES;
}
