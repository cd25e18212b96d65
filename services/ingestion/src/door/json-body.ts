import type { OutgoingMessage } from '@perennial/bus';
import type { DoorContext } from '../domain/door-context.ts';
import { type BodyRefusal, contextFor, type Door, readBody } from '../domain/parse-body.ts';
import { type AcceptedItem, type ParsedItems, parseItems, type RefusedItem } from '../domain/parse-items.ts';
import { encodeIntake } from '../intake-codec.ts';

/** A call of the door in JSON, with all that its items are read against. */
export interface JsonCall {
  tenant: string;
  door: Door;
  /** UTF-8. */
  body: Uint8Array;
  context: DoorContext;
}

/** What is left to do for a call whose items are read: store the messages, and answer. */
export interface EncodedItems {
  /** The accepted items as messages of INTAKE. */
  messages: OutgoingMessage[];
  acceptedCount: number;
  refused: RefusedItem[];
  /** True when an order or a refund is among the accepted. */
  tellsOrder: boolean;
}

export type JsonBody = EncodedItems | { bodyRefusal: BodyRefusal };

function tellsOrder({ item }: AcceptedItem): boolean {
  return item.fact.kind === 'order' || item.fact.kind === 'refund';
}

export function encodeItems(tenant: string, { accepted, refused }: ParsedItems): EncodedItems {
  return {
    messages: encodeIntake(tenant, accepted),
    acceptedCount: accepted.length,
    refused,
    tellsOrder: accepted.some(tellsOrder),
  };
}

/** From the bytes of a call to the messages of INTAKE: most of what a call costs. */
export function readJsonBody({ tenant, door, body, context }: JsonCall): JsonBody {
  const read = readBody(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString(), door);
  if ('bodyRefusal' in read) return read;
  const items = parseItems(read.entries, read.kind, read.callContext, contextFor(read, context));
  return encodeItems(tenant, items);
}
