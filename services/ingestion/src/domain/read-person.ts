import { normaliseEmail, normalisePhone } from './contact.ts';
import type { PersonIds } from './intake-item.ts';
import type { ObjectReader } from './object-reader.ts';

const MAX_ID = 255;
const MAX_EMAIL = 254;
const MAX_PHONE = 32;

function readEmail(reader: ObjectReader): string | undefined {
  const text = reader.text('email', MAX_EMAIL);
  if (text === undefined) return undefined;
  const email = normaliseEmail(text);
  if (email === undefined)
    reader.problems.refuse('ITEM_FIELD_INVALID', reader.path('email'), 'must be an e-mail address');
  return email;
}

function readPhone(reader: ObjectReader): string | undefined {
  const text = reader.text('phone', MAX_PHONE);
  if (text === undefined) return undefined;
  const phone = normalisePhone(text);
  if (phone === undefined)
    reader.problems.refuse(
      'ITEM_FIELD_INVALID',
      reader.path('phone'),
      'must be a telephone number with country code',
    );
  return phone;
}

/** Ids at the top of an item, normalised. */
export function readPerson(reader: ObjectReader): PersonIds {
  const person: PersonIds = {};
  const user = reader.text(['userId', 'user_id'], MAX_ID);
  const anon = reader.text(['anonymousId', 'anonymous_id'], MAX_ID);
  const email = readEmail(reader);
  const phone = readPhone(reader);
  if (user !== undefined) person.user = user;
  if (anon !== undefined) person.anon = anon;
  if (email !== undefined) person.email = email;
  if (phone !== undefined) person.phone = phone;
  return person;
}

/** E-mail and phone among the traits are ids too; a phone that is none stays a trait and refuses nothing. */
export function addTraitIds(person: PersonIds, traits: ObjectReader): void {
  const email = readEmail(traits);
  if (email !== undefined) person.email ??= email;
  const phone = normalisePhone(traits.lenientText('phone', MAX_PHONE) ?? '');
  if (phone !== undefined) person.phone ??= phone;
}

export function namesSomeone(person: PersonIds): boolean {
  return (person.user ?? person.anon ?? person.email ?? person.phone) !== undefined;
}

export function requirePerson(person: PersonIds, reader: ObjectReader): void {
  if (!namesSomeone(person))
    reader.problems.refuse(
      'ITEM_IDENTITY_MISSING',
      reader.path('userId'),
      'send userId, anonymousId, email or phone',
    );
}
