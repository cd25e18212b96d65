import { setTimeout as delay } from 'node:timers/promises';
import type { Door, SampleItem } from '@perennial/sample-shop';
import type { Connection } from '../connection/connection.ts';
import { EXIT } from '../output/exit-code.ts';
import { CommandError } from '../output/failure.ts';

export interface Sent {
  accepted: number;
  refused: number;
}

/** Items of one call; with the largest items of the sample shop far below the door's 500 KB. */
const ITEMS_A_CALL = 250;
/** Calls at once. Their order does not matter: late and early items end in the same state. */
const CALLS_AT_ONCE = 4;
const MAX_TRIES = 8;
const RETRY_MS = 500;

interface DoorAnswer {
  acceptedCount?: number;
  refused?: unknown[];
  message?: string;
}

async function answerOf(response: Response): Promise<DoorAnswer> {
  // The answer of our own server; a field that is not there is read as none.
  return (await response.json().catch(() => ({}))) as DoorAnswer;
}

async function sendCall(
  connection: Connection,
  door: Door,
  items: unknown[],
  signal: AbortSignal,
): Promise<Sent> {
  const headers = { authorization: `Bearer ${connection.key}`, 'content-type': 'application/json' };
  const body = JSON.stringify(door === 'batch' ? { batch: items } : items);
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(`${connection.url}/v1/${door}`, { method: 'POST', headers, body, signal });
    const answer = await answerOf(response);
    if (answer.acceptedCount !== undefined) {
      return { accepted: answer.acceptedCount, refused: answer.refused?.length ?? 0 };
    }
    if (attempt === MAX_TRIES || ![429, 503].includes(response.status)) {
      throw new CommandError(`/v1/${door}: ${answer.message ?? response.status}`, EXIT.failure);
    }
    await delay(Number(response.headers.get('retry-after') ?? 0) * 1000 || RETRY_MS, undefined, { signal });
  }
}

/** Gathers items by door and sends them in full calls, a few at once. */
export class ItemSender {
  readonly #connection: Connection;
  readonly #signal: AbortSignal;
  readonly #waiting = new Map<Door, unknown[]>();
  readonly #running = new Set<Promise<void>>();
  readonly sent: Sent = { accepted: 0, refused: 0 };
  #failure: unknown;

  constructor(connection: Connection, signal: AbortSignal) {
    this.#connection = connection;
    this.#signal = signal;
  }

  /** Resolves when there is room for more. Rejects with the failure of any call before. */
  async add(item: SampleItem): Promise<void> {
    const items = this.#waiting.get(item.door) ?? [];
    this.#waiting.set(item.door, items);
    items.push(item.body);
    if (items.length >= ITEMS_A_CALL) await this.#flush(item.door);
  }

  /** Sends what is left and waits for all. */
  async finish(): Promise<Sent> {
    for (const door of this.#waiting.keys()) await this.#flush(door);
    await Promise.all(this.#running);
    if (this.#failure !== undefined) throw this.#failure;
    return this.sent;
  }

  async #flush(door: Door): Promise<void> {
    const items = this.#waiting.get(door) ?? [];
    if (items.length === 0) return;
    this.#waiting.set(door, []);
    if (this.#running.size >= CALLS_AT_ONCE) await Promise.race(this.#running);
    if (this.#failure !== undefined) throw this.#failure;
    const call = this.#send(door, items).finally(() => this.#running.delete(call));
    this.#running.add(call);
  }

  async #send(door: Door, items: unknown[]): Promise<void> {
    try {
      const { accepted, refused } = await sendCall(this.#connection, door, items, this.#signal);
      this.sent.accepted += accepted;
      this.sent.refused += refused;
    } catch (thrown) {
      this.#failure ??= thrown;
    }
  }
}
