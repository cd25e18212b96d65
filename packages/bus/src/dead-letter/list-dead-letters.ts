import type { Bus, DeadLetter } from '../port.ts';
import { decodeDeadLetter } from './dead-letter-codec.ts';
import { DEAD_STREAM } from './dead-letter-stream.ts';

/** Letters in rising sequence after `after` (0: from the start), of one tenant or of all; at most `limit`. */
export async function listDeadLetters(
  bus: Bus,
  options: { tenant?: string; after: number; limit: number },
): Promise<DeadLetter[]> {
  const found: DeadLetter[] = [];
  if (options.limit < 1) return found;
  const reading = new AbortController();
  try {
    const read = { stream: DEAD_STREAM, after: options.after, until: 'end', signal: reading.signal } as const;
    for await (const batch of bus.read(read)) {
      for (const message of batch) {
        const letter = decodeDeadLetter(message);
        if (options.tenant === undefined || letter.tenant === options.tenant) found.push(letter);
        if (found.length >= options.limit) return found;
      }
    }
    return found;
  } finally {
    reading.abort();
  }
}

/** The letter at a sequence of DEAD, or undefined when it is gone. */
export async function findDeadLetter(bus: Bus, sequence: number): Promise<DeadLetter | undefined> {
  const [letter] = await listDeadLetters(bus, { after: sequence - 1, limit: 1 });
  return letter?.sequence === sequence ? letter : undefined;
}
