import { type OutgoingMessage, type Published, PublishUnknownError } from '../port.ts';

/** The way to another thread of this process: a `MessagePort`, or the `Worker` itself. Other messages on it are left alone. */
export interface ThreadChannel {
  postMessage(value: unknown): void;
  on(event: 'message', take: (value: unknown) => void): unknown;
  off(event: 'message', take: (value: unknown) => void): unknown;
}

/** What one thread does for the other, on the streams that it writes. */
export interface StreamWriter {
  publish(messages: readonly OutgoingMessage[]): Promise<Published[]>;
  purge(stream: string, filter: string): Promise<number>;
  remove(stream: string, sequence: number): Promise<void>;
}

type Call =
  | { method: 'publish'; messages: readonly OutgoingMessage[] }
  | { method: 'purge'; stream: string; filter: string }
  | { method: 'remove'; stream: string; sequence: number };

type LinkMessage =
  | { bus: 'durable'; stream: string; sequence: number }
  | { bus: 'call'; id: number; call: Call }
  | { bus: 'answer'; id: number; value: unknown }
  | { bus: 'failure'; id: number; name: string; message: string };

interface Pending {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** A message of ours: both ends run the same code, so that its mark is enough. */
function isLinkMessage(value: unknown): value is LinkMessage {
  return typeof value === 'object' && value !== null && 'bus' in value;
}

/** Joins the buses that two threads have open on one directory. Each stream is written by one of them, and read by both. */
export class ThreadLink implements StreamWriter {
  readonly #channel: ThreadChannel;
  readonly #own: StreamWriter;
  readonly #follow: (stream: string, sequence: number) => void;
  readonly #pending = new Map<number, Pending>();
  readonly #take = (value: unknown): void => this.#receive(value);
  #lastId = 0;
  #closed = false;

  /** `own` serves the other thread; `follow` hears how far its streams are durable. */
  constructor(channel: ThreadChannel, own: StreamWriter, follow: (stream: string, sequence: number) => void) {
    this.#channel = channel;
    this.#own = own;
    this.#follow = follow;
    channel.on('message', this.#take);
  }

  /** Tells the other thread's readers that a stream of ours is on disk up to `sequence`. */
  announce(stream: string, sequence: number): void {
    this.#post({ bus: 'durable', stream, sequence });
  }

  async publish(messages: readonly OutgoingMessage[]): Promise<Published[]> {
    // A view would take all the memory behind it along.
    const copies = messages.map((message) => ({ ...message, data: new Uint8Array(message.data) }));
    return (await this.#call({ method: 'publish', messages: copies })) as Published[];
  }

  async purge(stream: string, filter: string): Promise<number> {
    return (await this.#call({ method: 'purge', stream, filter })) as number;
  }

  async remove(stream: string, sequence: number): Promise<void> {
    await this.#call({ method: 'remove', stream, sequence });
  }

  /** Says no more; calls that wait for an answer fail. */
  close(): void {
    this.#closed = true;
    this.#channel.off('message', this.#take);
    for (const { reject } of this.#pending.values())
      reject(new PublishUnknownError('The log was closed before the thread that writes it answered'));
    this.#pending.clear();
  }

  #call(call: Call): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#lastId += 1;
      this.#pending.set(this.#lastId, { resolve, reject });
      this.#post({ bus: 'call', id: this.#lastId, call });
    });
  }

  #post(message: LinkMessage): void {
    if (!this.#closed) this.#channel.postMessage(message);
  }

  #receive(value: unknown): void {
    if (!isLinkMessage(value)) return;
    if (value.bus === 'durable') this.#follow(value.stream, value.sequence);
    else if (value.bus === 'call') void this.#serve(value.id, value.call);
    else this.#settle(value);
  }

  async #serve(id: number, call: Call): Promise<void> {
    try {
      this.#post({ bus: 'answer', id, value: await this.#run(call) });
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      this.#post({ bus: 'failure', id, name, message });
    }
  }

  #run(call: Call): Promise<unknown> {
    if (call.method === 'publish') return this.#own.publish(call.messages);
    if (call.method === 'purge') return this.#own.purge(call.stream, call.filter);
    return this.#own.remove(call.stream, call.sequence);
  }

  #settle(message: Extract<LinkMessage, { bus: 'answer' | 'failure' }>): void {
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (message.bus === 'answer') pending?.resolve(message.value);
    else pending?.reject(errorNamed(message.name, message.message));
  }
}

/** The other thread's error: its class stays behind, its name says what callers need. */
function errorNamed(name: string, message: string): Error {
  if (name === 'PublishUnknownError') return new PublishUnknownError(message);
  return Object.assign(new Error(message), { name });
}
