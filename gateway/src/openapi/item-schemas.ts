import {
  amount,
  CURRENCY,
  free,
  type ItemFields,
  list,
  MESSAGE,
  object,
  PERSON,
  text,
  time,
} from './item-fields.ts';
import type { JsonSchema } from './json-schema.ts';

const HEAD: ItemFields = { ...MESSAGE, ...PERSON };
const EVENT_TIME: ItemFields = {
  timestamp: time('When it happened on the clock of the sender; unset means at its arrival.'),
};

const CONTEXT = object('Where it happened; more of it is kept as it is.', {
  page: object('The page.', {
    url: text('With the parameters that tell the source.', 2048),
    referrer: text('Address of the page before.', 2048),
    title: text('Title of the page.'),
  }),
  campaign: object('UTM values, where the address does not hold them.', {
    source: text('utm_source'),
    medium: text('utm_medium'),
    name: text('utm_campaign'),
    term: text('utm_term'),
    content: text('utm_content'),
  }),
});

const CATEGORY: ItemFields = {
  category_path: list('Category from the widest to the narrowest.', { type: 'string' }, 8),
};

const LINE = object(
  'A line of an order.',
  {
    product_id: text('Id of the product; also `item_id` and `sku`.'),
    quantity: { type: 'integer', minimum: 1, default: 1, description: 'Pieces.' },
    ...amount('price', 'unit_price_minor', 'Price of one piece before the discount'),
    ...amount('discount', 'discount_minor', 'Discount on the whole line'),
    name: text('Name of the product.', 500),
    brand: text('Brand.'),
    ...CATEGORY,
    variant: text('Variant, such as size or colour.'),
    coupon: text('Coupon that was used for the line.'),
  },
  ['product_id'],
);

const LINES: ItemFields = { lines: list('Its lines; also `products` and `items`.', LINE, 2000) };

const STORE_FIELDS: ItemFields = {
  store_id: text('Id of the store.'),
  kind: { enum: ['online', 'stationary'], description: 'What kind of place it is.' },
  name: text('Name.'),
  address: object('Where it is.', {
    street: text('Street and number.'),
    postal_code: text('Postal code.', 32),
    city: text('City.', 128),
    region: text('Region or state.', 128),
    country: text('Country.', 128),
  }),
  latitude: { type: 'number', minimum: -90, maximum: 90, description: 'Degrees north.' },
  longitude: { type: 'number', minimum: -180, maximum: 180, description: 'Degrees east.' },
};

const SYSTEM: ItemFields = {
  source_system: { ...text('System that gave the id of the order.', 64), default: 'shop' },
};
const UPDATED: ItemFields = {
  updated_time: time('When the shop changed it last: a later telling replaces an earlier one.'),
};

const ORDER = object(
  'An order. A second one of the same `source_system` and `order_id` is an update.',
  {
    ...HEAD,
    order_id: text('Id of the order; also `transaction_id`.'),
    ...SYSTEM,
    placed_time: time('When it was placed, by the books of the shop; also `time`.'),
    ...UPDATED,
    ...CURRENCY,
    ...LINES,
    ...amount('net', 'net_minor', 'Value of an order that tells no lines'),
    ...amount('discount', 'discount_minor', 'Discount on the whole order, beside those of its lines'),
    ...amount('shipping', 'shipping_minor', 'Shipping, not part of the value'),
    ...amount('tax', 'tax_minor', 'Tax, not part of the value'),
    coupon: text('Coupon that was used for the order.'),
    channel: text('Sales channel; also `affiliation`.', 64),
    store: object('Where it was bought.', STORE_FIELDS, ['store_id']),
    context: CONTEXT,
  },
  ['order_id'],
);

const REFUND = object('A refund; of a whole order where it tells neither amount nor lines.', {
  ...HEAD,
  ...EVENT_TIME,
  order_id: text('The order; without one, the person and an amount or lines are needed.'),
  refund_id: text('Id of the refund; a second one of the same id is an update.'),
  ...SYSTEM,
  ...UPDATED,
  ...CURRENCY,
  ...amount('amount', 'amount_minor', 'What was given back'),
  ...LINES,
});

const PRODUCT = object(
  'A product of the catalogue; fields that are not told stay as they were.',
  {
    ...MESSAGE,
    product_id: text('Id of the product.'),
    name: text('Name.', 500),
    brand: text('Brand.'),
    ...CATEGORY,
    ...CURRENCY,
    ...amount('price', 'price_minor', 'Price'),
    ...amount('list_price', 'list_price_minor', 'Price before a reduction'),
    ...amount('cost', 'cost_minor', 'What the shop pays for it'),
    url: text('Address of its page.', 2048),
    image_url: text('Address of its picture.', 2048),
  },
  ['product_id'],
);

const hit = (description: string, fields: ItemFields, required: string[] = []): JsonSchema =>
  object(description, { ...HEAD, ...EVENT_TIME, ...fields, context: CONTEXT }, required);

/** The items that the doors take, by the `type` that they say in a batch. */
export const ITEM_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  identify: object('Who a person is.', {
    ...{ ...HEAD, ...EVENT_TIME },
    traits: free('What is known of the person; `email` and `phone` are ids, too.'),
  }),
  track: hit(
    'What a person did; Segment and GA4 names of events are both understood.',
    {
      event: text('Name of the event.'),
      properties: free('What is known of it.'),
    },
    ['event'],
  ),
  page: hit('Which page a person saw.', {
    name: text('Name of the page.'),
    properties: free('`url`, `title`, `referrer` and more.'),
  }),
  screen: hit('Which screen of an app a person saw.', {
    name: text('Name of the screen.'),
    properties: free('What is known of it.'),
  }),
  group: hit(
    'Which group a person belongs to.',
    {
      groupId: text('Id of the group; also `group_id`.'),
      traits: free('What is known of the group.'),
    },
    ['groupId'],
  ),
  alias: object(
    'Two ids are one person: `previousId` belongs to `userId` from now on.',
    {
      ...{ ...MESSAGE, ...EVENT_TIME },
      previousId: text('The id until now; also `previous_id`.'),
      userId: text('The id that stays; also `user_id`.'),
    },
    ['previousId', 'userId'],
  ),
  order: ORDER,
  refund: REFUND,
  cancellation: object(
    'An order that will not be.',
    {
      ...{ ...MESSAGE, ...EVENT_TIME },
      order_id: text('The order.'),
      ...SYSTEM,
    },
    ['order_id'],
  ),
  product: PRODUCT,
  store: object('A place of purchase.', { ...MESSAGE, ...STORE_FIELDS }, ['store_id']),
  consent: object(
    'What a person allows or no longer allows.',
    {
      ...{ ...HEAD, ...EVENT_TIME },
      channel: { ...text('Such as email, sms or push.', 63), pattern: '^[a-z0-9_-]{1,63}$' },
      topic: { ...text('What it is for.', 63), pattern: '^[a-z0-9_-]{1,63}$', default: 'all' },
      granted: { type: 'boolean', description: 'True for allowed.' },
      method: text('How it was told, such as double-opt-in.'),
    },
    ['channel', 'granted'],
  ),
};
