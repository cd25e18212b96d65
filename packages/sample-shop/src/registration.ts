import { iso, type MessageIds, type SampleItem } from './item.ts';
import type { Person } from './person.ts';

/** How a person tells who they are: account, traits, consent. */
export function registration(person: Person, timeMs: number, ids: MessageIds): SampleItem[] {
  const items = [identify(person, timeMs, ids)];
  const second = person.anonymousIds[1];
  if (second !== undefined) items.push(alias(person, second, timeMs, ids));
  if (person.newsletter) items.push(consent(person, 'email', timeMs, ids));
  if (person.smsAllowed) items.push(consent(person, 'sms', timeMs, ids));
  return items;
}

function identify(person: Person, timeMs: number, ids: MessageIds): SampleItem {
  const header = { userId: person.userId, anonymousId: person.anonymousIds[0], timestamp: iso(timeMs) };
  const traits = {
    email: person.email,
    phone: person.phone,
    firstName: person.firstName,
    lastName: person.lastName,
    address: { city: person.city, country: person.country },
    child_birthday: iso(person.childBirthMs).slice(0, 10),
    tags: person.wealth > 1.6 ? ['premium'] : [],
  };
  return { door: 'batch', timeMs, body: { type: 'identify', messageId: ids.next(), ...header, traits } };
}

function alias({ userId }: Person, previousId: string, timeMs: number, ids: MessageIds): SampleItem {
  const body = { type: 'alias', messageId: ids.next(), timestamp: iso(timeMs), previousId, userId };
  return { door: 'batch', timeMs, body };
}

function consent(person: Person, channel: string, timeMs: number, ids: MessageIds): SampleItem {
  const body = {
    message_id: ids.next(),
    user_id: person.userId,
    channel,
    topic: 'newsletter',
    granted: true,
    time: iso(timeMs),
    method: 'form',
  };
  return { door: 'consent', timeMs, body };
}
