import type { DoorContext } from './door-context.ts';
import { canonicalEventName } from './event-name.ts';
import { freeObject } from './free-json.ts';
import type { IntakeFact, PersonIds } from './intake-item.ts';
import { type JsonObject, ObjectReader } from './object-reader.ts';
import { readBehaviour } from './parse-behaviour.ts';
import { readOrder } from './parse-order.ts';
import { readCancellation, readRefund } from './parse-refund.ts';
import { addTraitIds, requirePerson } from './read-person.ts';

const MAX_NAME = 255;

/** What is known of an item before its own fields are read. */
export interface ItemHead {
  reader: ObjectReader;
  person: PersonIds;
  messageId: string;
  timeMs: number;
  context: DoorContext;
}

/** The context of a call, beneath that of the item. */
export function mergedContext(
  reader: ObjectReader,
  callContext: JsonObject | undefined,
): ObjectReader | undefined {
  const own = reader.object('context');
  if (callContext === undefined) return own;
  const merged = own === undefined ? callContext : { ...callContext, ...own.record };
  return new ObjectReader(merged, reader.path('context.'), reader.problems);
}

export function parseIdentify(head: ItemHead): IntakeFact {
  const traits = freeObject(head.reader, 'traits');
  addTraitIds(head.person, new ObjectReader(traits, head.reader.path('traits.'), head.reader.problems));
  requirePerson(head.person, head.reader);
  return { kind: 'identify', traits };
}

export function parseAlias(head: ItemHead): IntakeFact {
  const previousId = head.reader.requiredText(['previousId', 'previous_id'], MAX_NAME);
  if (head.person.user === undefined)
    head.reader.problems.refuse(
      'ITEM_IDENTITY_MISSING',
      head.reader.path('userId'),
      'is required; send the id that stays',
    );
  return { kind: 'alias', previousId };
}

export function parseGroup(head: ItemHead, itemContext: ObjectReader | undefined): IntakeFact {
  requirePerson(head.person, head.reader);
  const groupId = head.reader.requiredText(['groupId', 'group_id'], MAX_NAME);
  const fact = readBehaviour(
    head.reader,
    'group_joined',
    'traits',
    { itemContext, isPage: false },
    head.context,
  );
  return { ...fact, properties: { ...fact.properties, groupId } };
}

export function parsePage(head: ItemHead, itemContext: ObjectReader | undefined): IntakeFact {
  requirePerson(head.person, head.reader);
  const fact = readBehaviour(
    head.reader,
    'page_viewed',
    'properties',
    { itemContext, isPage: true },
    head.context,
  );
  const name = head.reader.text('name', MAX_NAME);
  if (name === undefined) return fact;
  return { pageTitle: name, ...fact, originalName: name };
}

/** A track call: an order, a refund or a cancellation by its name, else behaviour. */
export function parseTrack(head: ItemHead, itemContext: ObjectReader | undefined): IntakeFact {
  const { reader, person, messageId, timeMs, context } = head;
  const event = reader.requiredText('event', MAX_NAME);
  const commerce = canonicalEventName(event);
  if (!commerce.startsWith('order_')) {
    requirePerson(person, reader);
    return readBehaviour(reader, event, 'properties', { itemContext, isPage: false }, context);
  }
  const properties = new ObjectReader(
    freeObject(reader, 'properties'),
    reader.path('properties.'),
    reader.problems,
  );
  switch (commerce) {
    case 'order_completed':
    case 'order_updated':
      return readOrder(properties, itemContext, timeMs, 'commerce', context);
    case 'order_refunded':
      return readRefund(properties, person, messageId, timeMs, 'commerce', context);
    case 'order_cancelled':
      return readCancellation(properties);
    default:
      requirePerson(person, reader);
      return readBehaviour(reader, event, 'properties', { itemContext, isPage: false }, context);
  }
}
