import type { Bus, Message } from '@perennial/bus';
import { STREAMS } from '@perennial/contracts';

/** Stands between the log of events and the facts that are built from it. */
export interface EventGate {
  /** No batch reaches over one of these sequences. */
  readonly marks: readonly number[];
  /** The facts hold everything up to this sequence, and nothing after it. */
  reached(sequence: number): Promise<void>;
  /** The facts are about to take this batch in. */
  before(batch: readonly Message[]): Promise<void>;
}

/**
 * The same bus, but reads of EVENTS pass a gate. It makes the facts stand still at known sequences, which the facts' feed, eager to
 * apply what is there, would run over; it relies on the reader asking for a batch only when it has taken in the one before.
 */
export function gatedBus(bus: Bus, gate: EventGate): Bus {
  return {
    streamConfig: (stream) => bus.streamConfig(stream),
    publish: (messages) => bus.publish(messages),
    read: (options) => {
      const batches = bus.read(options);
      return options.stream === STREAMS.events.name ? gated(batches, options.after, gate) : batches;
    },
    work: (options, handler) => bus.work(options, handler),
    state: (stream) => bus.state(stream),
    purge: (stream, filter) => bus.purge(stream, filter),
    remove: (stream, sequence) => bus.remove(stream, sequence),
    ping: () => bus.ping(),
    drain: () => bus.drain(),
  };
}

async function* gated(
  batches: AsyncIterable<Message[]>,
  after: number,
  gate: EventGate,
): AsyncGenerator<Message[]> {
  await gate.reached(after);
  for await (const batch of batches) {
    for (const part of splitAt(batch, gate.marks)) {
      await gate.before(part);
      yield part;
      await gate.reached(part[part.length - 1]?.sequence ?? after);
    }
  }
}

/** Parts of a batch such that each mark lies between two of them. */
export function splitAt(batch: readonly Message[], marks: readonly number[]): Message[][] {
  const parts: Message[][] = [];
  let part: Message[] = [];
  for (const message of batch) {
    const previous = part[part.length - 1]?.sequence;
    if (previous !== undefined && marks.some((mark) => previous <= mark && mark < message.sequence)) {
      parts.push(part);
      part = [];
    }
    part.push(message);
  }
  return part.length === 0 ? parts : [...parts, part];
}
