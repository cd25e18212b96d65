import type { DoorContext } from './door-context.ts';
import { parseTime } from './item-time.ts';
import { isObject, type JsonObject, own } from './object-reader.ts';
import type { ItemKind } from './parse-item.ts';

const MAX_ITEMS = 2_000;

/** What a door takes: the kind of its items, undefined where each says its own, and the name of a list of them. */
interface DoorForm {
  kind: ItemKind | undefined;
  list?: string;
}

/** The HTTP doors. */
export const DOORS = {
  batch: { kind: undefined, list: 'batch' },
  identify: { kind: 'identify' },
  track: { kind: 'track' },
  page: { kind: 'page' },
  screen: { kind: 'screen' },
  group: { kind: 'group' },
  alias: { kind: 'alias' },
  orders: { kind: 'order', list: 'orders' },
  refunds: { kind: 'refund', list: 'refunds' },
  cancellations: { kind: 'cancellation', list: 'cancellations' },
  products: { kind: 'product', list: 'products' },
  stores: { kind: 'store', list: 'stores' },
  consent: { kind: 'consent', list: 'consents' },
} satisfies Record<string, DoorForm>;

export type Door = keyof typeof DOORS;

export function isDoor(name: string): name is Door {
  return Object.hasOwn(DOORS, name);
}

export type BodyRefusal = 'BODY_NOT_JSON' | 'BODY_EMPTY' | 'BODY_WRONG_FORM' | 'BODY_TOO_MANY_ITEMS';

/** The raw items of a call with what they share. */
export interface Body {
  kind: ItemKind | undefined;
  entries: readonly unknown[];
  callContext: JsonObject | undefined;
  sentMs: number | undefined;
}

export type ReadBody = Body | { bodyRefusal: BodyRefusal };

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A list where the door takes one, under its name or bare; else the body itself is the item. */
function entriesOf(body: unknown, list: string | undefined): readonly unknown[] | undefined {
  if (Array.isArray(body)) return list === undefined ? undefined : body;
  if (!isObject(body)) return undefined;
  const named = list === undefined ? undefined : own(body, list);
  if (Array.isArray(named)) return named;
  return list === 'batch' ? undefined : [body];
}

/** Takes the JSON text of a call apart into raw items. */
export function readBody(text: string, door: Door): ReadBody {
  const body = parseJson(text);
  if (body === undefined) return { bodyRefusal: 'BODY_NOT_JSON' };
  const { kind, list }: DoorForm = DOORS[door];
  const entries = entriesOf(body, list);
  if (entries === undefined) return { bodyRefusal: 'BODY_WRONG_FORM' };
  if (entries.length === 0) return { bodyRefusal: 'BODY_EMPTY' };
  if (entries.length > MAX_ITEMS) return { bodyRefusal: 'BODY_TOO_MANY_ITEMS' };
  const shared = isObject(body) ? body : {};
  const context = own(shared, 'context');
  const callContext = door === 'batch' && isObject(context) ? context : undefined;
  return { kind, entries, callContext, sentMs: parseTime(own(shared, 'sentAt') ?? own(shared, 'sent_at')) };
}

/** The door's context for the items of one body: its sender's clock added. */
export function contextFor(body: Body, context: DoorContext): DoorContext {
  return body.sentMs === undefined ? context : { ...context, sentMs: body.sentMs };
}
