import { onlineMoment } from './calendar.ts';
import { iso, type MessageIds, type SampleItem } from './item.ts';
import type { Person } from './person.ts';
import type { Random } from './random.ts';
import { visitItems } from './visit.ts';

const MINUTE_MS = 60_000;

/** What a person does with the newsletter of a day: nothing, open it, or open it and click into the shop. */
export function newsletterItems(
  person: Person,
  dayStartMs: number,
  ids: MessageIds,
  random: Random,
): SampleItem[] {
  if (!random.chance(person.openProbability)) return [];
  const openedMs = onlineMoment(dayStartMs, random);
  const items = [message(person, 'Email Opened', openedMs, ids)];
  if (!random.chance(0.25)) return items;
  items.push(message(person, 'Email Link Clicked', openedMs + MINUTE_MS, ids));
  const products = person.viewed.slice(0, 2);
  const startMs = openedMs + 2 * MINUTE_MS;
  const plan = { person, startMs, source: 'email' as const, products, buys: false, abandons: false };
  return [...items, ...visitItems(plan, ids, random)];
}

function message(person: Person, event: string, timeMs: number, ids: MessageIds): SampleItem {
  const properties = { campaign: 'neuheiten', channel: 'email' };
  const body = {
    type: 'track',
    event,
    messageId: ids.next(),
    userId: person.userId,
    timestamp: iso(timeMs),
    properties,
  };
  return { door: 'batch', timeMs, body };
}
