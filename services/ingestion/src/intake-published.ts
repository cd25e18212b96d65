import type { Bus, OutgoingMessage } from '@perennial/bus';
import { STREAMS } from '@perennial/contracts';

/** The messages that are not in EVENTS behind a position: what a replay still has to publish. */
export async function withoutPublished(
  bus: Pick<Bus, 'read'>,
  outgoing: readonly OutgoingMessage[],
  after: number,
): Promise<OutgoingMessage[]> {
  const missing = new Map(outgoing.map((message) => [message.id, message]));
  const { signal } = new AbortController();
  for await (const batch of bus.read({ stream: STREAMS.events.name, after, until: 'end', signal })) {
    for (const { id } of batch) missing.delete(id);
    if (missing.size === 0) break;
  }
  return [...missing.values()];
}
