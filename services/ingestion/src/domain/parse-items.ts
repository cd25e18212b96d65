import type { DoorContext } from './door-context.ts';
import type { IntakeItem } from './intake-item.ts';
import type { JsonObject } from './object-reader.ts';
import { type ItemKind, parseItem } from './parse-item.ts';
import type { Refusal } from './refusal.ts';

/** Above it an item is refused; orders and refunds may fill a whole call with their lines. */
const MAX_ITEM_CHARACTERS = 32_768;

export interface RefusedItem extends Refusal {
  /** Place in the call, from 0. */
  index: number;
  /** As told or derived; empty when there was none. */
  messageId: string;
}

/** An accepted item with the JSON text in which it goes to INTAKE. */
export interface AcceptedItem {
  item: IntakeItem;
  json: string;
}

export interface ParsedItems {
  accepted: AcceptedItem[];
  refused: RefusedItem[];
}

function isTooLarge(accepted: AcceptedItem): boolean {
  const kind = accepted.item.fact.kind;
  return kind !== 'order' && kind !== 'refund' && accepted.json.length > MAX_ITEM_CHARACTERS;
}

const TOO_LARGE: Refusal = {
  reason: 'ITEM_TOO_LARGE',
  field: '',
  message: 'must be at most 32 KB; send less in its properties',
};

/** Reads the items of a call: the good ones are accepted, each bad one is refused whole. */
export function parseItems(
  entries: readonly unknown[],
  kind: ItemKind | undefined,
  callContext: JsonObject | undefined,
  context: DoorContext,
): ParsedItems {
  const result: ParsedItems = { accepted: [], refused: [] };
  for (const [index, raw] of entries.entries()) {
    const parsed = parseItem(raw, kind, callContext, context);
    if ('refusal' in parsed) {
      result.refused.push({ index, messageId: parsed.messageId, ...parsed.refusal });
      continue;
    }
    const accepted = { item: parsed.item, json: JSON.stringify(parsed.item) };
    if (isTooLarge(accepted)) result.refused.push({ index, messageId: parsed.item.id, ...TOO_LARGE });
    else result.accepted.push(accepted);
  }
  return result;
}
