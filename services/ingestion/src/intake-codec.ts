import { hash } from 'node:crypto';
import type { Message, OutgoingMessage } from '@perennial/bus';
import { intakeSubject, partitionOf } from '@perennial/contracts';
import { nodesOf, orderNode } from './domain/identity-node.ts';
import type { IntakeItem } from './domain/intake-item.ts';
import { isObject } from './domain/object-reader.ts';
import type { AcceptedItem } from './domain/parse-items.ts';

/** A message holds items up to this size; a single larger one goes alone. */
const MAX_CHUNK_CHARACTERS = 65_536;

const utf8 = new TextEncoder();

const HEADERS = { 'content-type': 'application/json' };

/** What decides the partition: the person, else the thing. */
function partitionKey(item: IntakeItem): string {
  const [own] = nodesOf(item.person);
  if (own !== undefined) return own;
  switch (item.fact.kind) {
    case 'order':
    case 'refund':
    case 'cancellation':
      return orderNode(item.fact.sourceSystem, item.fact.orderId ?? '');
    case 'product':
      return item.fact.productId;
    case 'store':
      return item.fact.store.storeId;
    default:
      return item.id;
  }
}

function toMessage(tenant: string, chunk: readonly AcceptedItem[]): OutgoingMessage {
  const [first] = chunk;
  const key = first === undefined ? '' : partitionKey(first.item);
  const ids = JSON.stringify([tenant, ...chunk.map(({ item }) => item.id)]);
  return {
    subject: intakeSubject(tenant, partitionOf(tenant, key)),
    id: hash('sha256', ids, 'base64url'),
    headers: HEADERS,
    // In memory of its own, which one thread can give to another.
    data: utf8.encode(`{"items":[${chunk.map(({ json }) => json).join(',')}]}`),
  };
}

/** The accepted items of a call as messages of INTAKE: few and large, since a message costs more than an item. */
export function encodeIntake(tenant: string, accepted: readonly AcceptedItem[]): OutgoingMessage[] {
  const messages: OutgoingMessage[] = [];
  let chunk: AcceptedItem[] = [];
  let characters = 0;
  for (const entry of accepted) {
    if (chunk.length > 0 && characters + entry.json.length > MAX_CHUNK_CHARACTERS) {
      messages.push(toMessage(tenant, chunk));
      chunk = [];
      characters = 0;
    }
    chunk.push(entry);
    characters += entry.json.length;
  }
  if (chunk.length > 0) messages.push(toMessage(tenant, chunk));
  return messages;
}

/** One item of a message as a message of its own, for parking it alone. */
export function singleItemMessage(message: Message, index: number, item: unknown): Message {
  return {
    ...message,
    id: `${message.id}:${index}`,
    data: Buffer.from(JSON.stringify({ items: [item] })),
  };
}

/** @throws IntakeFormatError when the message is not one that the door wrote. */
export function decodeIntake(message: Message): IntakeItem[] {
  const { buffer, byteOffset, byteLength } = message.data;
  const body: unknown = JSON.parse(Buffer.from(buffer, byteOffset, byteLength).toString());
  if (!isObject(body) || !Array.isArray(body['items']))
    throw new IntakeFormatError(`Message ${message.sequence} of INTAKE holds no list of items`);
  // The door wrote these items and checked every field of them.
  return body['items'] as IntakeItem[];
}

class IntakeFormatError extends Error {
  override readonly name = 'IntakeFormatError';
}
