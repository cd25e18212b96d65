import type { Bus, Published } from '../port.ts';
import { DEAD_STREAM } from './dead-letter-stream.ts';
import { findDeadLetter } from './list-dead-letters.ts';

/**
 * Publishes the parked message again on its subject, at the end of its stream, where readers that have passed it meet it anew, and removes the letter.
 * The id follows from the letter, so that a crash between both steps publishes once. Resolves to undefined when the letter is gone.
 */
export async function replayDeadLetter(bus: Bus, sequence: number): Promise<Published | undefined> {
  const letter = await findDeadLetter(bus, sequence);
  if (!letter) return undefined;
  const id = `replay:${letter.sequence}:${letter.messageId}`;
  const [published] = await bus.publish([
    { subject: letter.subject, id, headers: letter.headers, data: letter.data },
  ]);
  await bus.remove(DEAD_STREAM, sequence);
  return published;
}

/** Removes a letter without replaying it; false when it is gone already. */
export async function discardDeadLetter(bus: Bus, sequence: number): Promise<boolean> {
  const letter = await findDeadLetter(bus, sequence);
  if (letter) await bus.remove(DEAD_STREAM, sequence);
  return letter !== undefined;
}
