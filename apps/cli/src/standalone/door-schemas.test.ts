import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TestStandalone } from '../testing/test-standalone.ts';

interface Schema {
  type?: string;
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  additionalProperties?: boolean;
}
type Json = Record<string, unknown>;

/** What only helps to tell a source or a category is left out where it cannot be read, instead of refusing the item. */
const LENIENT = /(^|\.)context\.(page|campaign)\.|category_path$/;

/** An item of each kind with all that it needs to be accepted, and what its fields hang on. */
const GOOD: Record<string, Json> = {
  identify: { userId: 'u', traits: {} },
  track: { userId: 'u', event: 'Product Viewed' },
  page: { anonymousId: 'a' },
  screen: { userId: 'u' },
  group: { userId: 'u', groupId: 'g' },
  alias: { previousId: 'a', userId: 'u' },
  order: {
    userId: 'u',
    order_id: 'o',
    currency: 'USD',
    exchange_rate: 0.9,
    lines: [{ product_id: 'p', price: '5' }],
    store: { store_id: 's' },
  },
  refund: { order_id: 'o', currency: 'USD', exchange_rate: 0.9, lines: [{ product_id: 'p', price: '5' }] },
  cancellation: { order_id: 'o' },
  product: { product_id: 'p', currency: 'USD', exchange_rate: 0.9 },
  store: { store_id: 's' },
  consent: { userId: 'u', channel: 'email', granted: true },
};

let shop: TestStandalone;
let schemas: Map<string, Schema>;

beforeAll(async () => {
  shop = await TestStandalone.start();
  const document = await (await fetch(`${shop.server.url}/openapi.json`)).json();
  const all: [string, Schema][] = Object.entries(document.components.schemas);
  schemas = new Map(
    all.filter(([name]) => name.startsWith('Item.')).map(([name, schema]) => [name.slice(5), schema]),
  );
});
afterAll(() => shop.end());

/** Paths of all fields of an object, lists entered at their first place. */
function fieldsOf({ properties = {} }: Schema, prefix = ''): [path: string, schema: Schema][] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const path = prefix + name;
    const below = schema.items?.properties
      ? fieldsOf(schema.items, `${path}[0].`)
      : fieldsOf(schema, `${path}.`);
    return [[path, schema], ...below];
  });
}

function requiredOf(schema: Schema): string[] {
  const lists = fieldsOf(schema).flatMap(([path, { items, required = [], type }]) =>
    (type === 'array' ? (items?.required ?? []) : required).map(
      (name) => `${path}${type === 'array' ? '[0]' : ''}.${name}`,
    ),
  );
  return [...(schema.required ?? []), ...lists];
}

/** A copy of the item with a value at a path; undefined takes it away. */
function withValue(item: Json, path: string, value: unknown): Json {
  const copy: Json = structuredClone(item);
  const steps = path.split(/\.|\[(?=\d)/).map((step) => step.replace(']', ''));
  let place = copy;
  for (const step of steps.slice(0, -1)) {
    place[step] ??= {};
    place = place[step] as Json;
  }
  place[steps.at(-1) ?? ''] = value;
  return copy;
}

/** Sends a batch; what was refused, by place. */
async function refusals(items: Json[]): Promise<Map<number, string>> {
  const response = await fetch(`${shop.server.url}/v1/batch`, {
    method: 'POST',
    headers: { authorization: `Bearer ${shop.server.key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ batch: items }),
  });
  const { refused }: { refused: { index?: number; field: string }[] } = await response.json();
  return new Map(refused.map(({ index = 0, field }) => [index, field]));
}

function schemaOf(kind: string): Schema {
  return schemas.get(kind) ?? {};
}

const isFree = (schema: Schema): boolean => schema.type === 'object' || schema.type === 'array';

describe.each(Object.keys(GOOD))('the schema of an item of type %s', (kind) => {
  const good = { type: kind, ...GOOD[kind] };

  test('names fields of which the door refuses a value of another type', async () => {
    const paths = fieldsOf(schemaOf(kind)).filter(([path]) => !LENIENT.test(path));
    const items = paths.map(([path, schema]) => withValue(good, path, isFree(schema) ? 5 : {}));
    const refused = await refusals([...items, good]);
    expect(refused.get(items.length)).toBeUndefined();
    expect(paths.map((_, index) => refused.get(index))).toEqual(paths.map(([path]) => path));
  });

  test('names as required what the door cannot do without', async () => {
    const paths = requiredOf(schemaOf(kind));
    const refused = await refusals([...paths.map((path) => withValue(good, path, undefined)), good]);
    expect(paths.map((_, index) => refused.get(index))).toEqual(paths);
  });
});

test('every type of item has a schema', () => {
  expect([...schemas.keys()].sort()).toEqual(Object.keys(GOOD).sort());
});
