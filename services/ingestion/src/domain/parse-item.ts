import type { DoorContext } from './door-context.ts';
import type { IntakeFact, IntakeItem } from './intake-item.ts';
import { readBookTime, readEventTime } from './item-time.ts';
import { derivedMessageId } from './message-id.ts';
import { isObject, type JsonObject, ObjectReader } from './object-reader.ts';
import { readConsent, readProduct, readStoreFact } from './parse-catalogue.ts';
import { readOrder } from './parse-order.ts';
import { readCancellation, readRefund } from './parse-refund.ts';
import {
  type ItemHead,
  mergedContext,
  parseAlias,
  parseGroup,
  parseIdentify,
  parsePage,
  parseTrack,
} from './parse-segment.ts';
import { readPerson, requirePerson } from './read-person.ts';
import { Problems, type Refusal } from './refusal.ts';

/** What an item of a batch may be; the first six are Segment's. */
const KINDS = [
  'identify',
  'track',
  'page',
  'screen',
  'group',
  'alias',
  'order',
  'refund',
  'cancellation',
  'product',
  'store',
  'consent',
] as const;

export type ItemKind = (typeof KINDS)[number];

const OPEN_TO_BROWSERS: ReadonlySet<ItemKind> = new Set(['identify', 'track', 'page', 'screen', 'alias']);
const BEHAVIOUR: ReadonlySet<ItemKind> = new Set(['track', 'page', 'screen', 'group']);

const MAX_MESSAGE_ID = 255;
const EVENT_TIME = ['originalTimestamp', 'original_timestamp', 'timestamp', 'time'];
const BOOK_TIME = ['time', 'timestamp', 'placed_time', 'placedTime'];

export type ParsedItem = { item: IntakeItem } | { refusal: Refusal; messageId: string };

function isKind(value: unknown): value is ItemKind {
  return (KINDS as readonly unknown[]).includes(value);
}

function readFact(kind: ItemKind, head: ItemHead, callContext: JsonObject | undefined): IntakeFact {
  const { reader, person, messageId, timeMs, context } = head;
  const itemContext = mergedContext(reader, callContext);
  switch (kind) {
    case 'identify':
      return parseIdentify(head);
    case 'track':
      return parseTrack(head, itemContext);
    case 'page':
    case 'screen':
      return parsePage(head, itemContext);
    case 'group':
      return parseGroup(head, itemContext);
    case 'alias':
      return parseAlias(head);
    case 'order':
      return readOrder(reader, itemContext, timeMs, 'own', context);
    case 'refund':
      return readRefund(reader, person, messageId, timeMs, 'own', context);
    case 'cancellation':
      return readCancellation(reader);
    case 'product':
      return readProduct(reader, context);
    case 'store':
      return readStoreFact(reader);
    case 'consent':
      requirePerson(person, reader);
      return readConsent(reader);
  }
}

function readHead(raw: JsonObject, kind: ItemKind, problems: Problems, context: DoorContext): ItemHead {
  const reader = new ObjectReader(raw, '', problems);
  const timeTold = reader.get(EVENT_TIME) !== undefined;
  const told = reader.text(['messageId', 'message_id'], MAX_MESSAGE_ID);
  const messageId = told ?? derivedMessageId(kind, raw, timeTold || !BEHAVIOUR.has(kind), context.receivedMs);
  const timeMs =
    kind === 'order'
      ? (readBookTime(reader, BOOK_TIME, context.receivedMs) ?? context.receivedMs)
      : readEventTime(reader, EVENT_TIME, context.sentMs, context.receivedMs);
  return { reader, person: readPerson(reader), messageId, timeMs, context };
}

const BEHAVIOUR_ONLY = 'a public key may send behaviour and traits only; send it with a secret key';

/**
 * Reads one item, whole or not at all.
 * @param kind what the door says it is; undefined where the item says it in `type`
 */
export function parseItem(
  raw: unknown,
  kind: ItemKind | undefined,
  callContext: JsonObject | undefined,
  context: DoorContext,
): ParsedItem {
  if (!isObject(raw))
    return {
      refusal: { reason: 'ITEM_FIELD_INVALID', field: '', message: 'must be a JSON object' },
      messageId: '',
    };
  const problems = new Problems();
  const itemKind = kind ?? (Object.hasOwn(raw, 'type') ? raw['type'] : undefined);
  if (!isKind(itemKind)) {
    problems.refuse('ITEM_TYPE_UNKNOWN', 'type', `must be one of ${KINDS.join(', ')}`);
    return refused(problems, new ObjectReader(raw, '', new Problems()).text('messageId', MAX_MESSAGE_ID));
  }
  const head = readHead(raw, itemKind, problems, context);
  const fact = readFact(itemKind, head, callContext);
  const forServersOnly =
    !OPEN_TO_BROWSERS.has(itemKind) || (itemKind === 'track' && fact.kind !== 'behaviour');
  if (context.publicKey && forServersOnly) problems.refuse('ITEM_NOT_FOR_PUBLIC_KEY', '', BEHAVIOUR_ONLY);
  if (problems.first !== undefined) return refused(problems, head.messageId);
  const { messageId: id, person, timeMs } = head;
  return { item: { id, person, timeMs, receivedMs: context.receivedMs, fact } };
}

function refused(problems: Problems, messageId: string | undefined): ParsedItem {
  const refusal = problems.first ?? { reason: 'ITEM_FIELD_INVALID', field: '', message: 'cannot be read' };
  return { refusal, messageId: messageId ?? '' };
}
