import { IngestDoor } from '@perennial/contracts/gen/perennial/ingestion/v1/ingestion_service_pb';
import { ITEM_SCHEMAS } from './item-schemas.ts';
import { type JsonSchema, schemaRef } from './json-schema.ts';

const MAX_ITEMS = 2_000;

/** Name of the schema of an item in the document. */
export function itemSchemaName(kind: string): string {
  return `Item.${kind}`;
}

const item = (kind: string): JsonSchema => schemaRef(itemSchemaName(kind));

/** One item, an array of them, or an object that holds them under `name`. */
function oneOrMany(kind: string, name: string): JsonSchema {
  const many = { type: 'array', items: item(kind), minItems: 1, maxItems: MAX_ITEMS };
  return { anyOf: [item(kind), many, { type: 'object', required: [name], properties: { [name]: many } }] };
}

/** An item of a batch says itself what it is. */
function typed(kind: string): JsonSchema {
  return {
    allOf: [item(kind), { type: 'object', required: ['type'], properties: { type: { const: kind } } }],
  };
}

const BATCH: JsonSchema = {
  type: 'object',
  required: ['batch'],
  properties: {
    batch: {
      ...{ type: 'array', minItems: 1, maxItems: MAX_ITEMS },
      items: { anyOf: Object.keys(ITEM_SCHEMAS).map(typed) },
    },
    context: { type: 'object', description: 'Beneath the context of each item.' },
    sentAt: {
      type: 'string',
      description: 'The clock of the sender at the sending: times are corrected by it.',
    },
  },
};

const BODIES = new Map<IngestDoor, JsonSchema>([
  [IngestDoor.BATCH, BATCH],
  [IngestDoor.IDENTIFY, item('identify')],
  [IngestDoor.TRACK, item('track')],
  [IngestDoor.PAGE, item('page')],
  [IngestDoor.SCREEN, item('screen')],
  [IngestDoor.GROUP, item('group')],
  [IngestDoor.ALIAS, item('alias')],
  [IngestDoor.ORDERS, oneOrMany('order', 'orders')],
  [IngestDoor.REFUNDS, oneOrMany('refund', 'refunds')],
  [IngestDoor.CANCELLATIONS, oneOrMany('cancellation', 'cancellations')],
  [IngestDoor.PRODUCTS, oneOrMany('product', 'products')],
  [IngestDoor.STORES, oneOrMany('store', 'stores')],
  [IngestDoor.CONSENT, oneOrMany('consent', 'consents')],
]);

/** What a door takes. */
export function doorBody(door: IngestDoor): JsonSchema {
  const body = BODIES.get(door);
  if (body === undefined) throw new Error(`Door ${door} has no schema of its body`);
  return body;
}

/** What the doors take whose path names the order: a refund or nothing at all. */
export function doorBodyBesideOrder(door: IngestDoor): JsonSchema {
  const kind = door === IngestDoor.REFUNDS ? 'refund' : 'cancellation';
  const { required: _named, ...schema } = ITEM_SCHEMAS[kind] ?? {};
  return schema;
}
