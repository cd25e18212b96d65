import type { Bus, Published } from '../port.ts';
import { encodeDeadLetter, type GivenUp } from './dead-letter-codec.ts';

/** Parks a message in DEAD, durable when it resolves; parking the same again within the duplicate window changes nothing. */
export async function parkDeadLetter(bus: Pick<Bus, 'publish'>, letter: GivenUp): Promise<Published> {
  const [published] = await bus.publish([encodeDeadLetter(letter)]);
  if (!published)
    throw new Error(`Parking ${letter.stream} ${letter.message.sequence}: the bus gave no position`);
  return published;
}
