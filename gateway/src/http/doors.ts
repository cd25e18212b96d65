import { IngestDoor } from '@perennial/contracts/gen/perennial/ingestion/v1/ingestion_service_pb';

/** A plain HTTP door: a POST whose body goes to ingestion as it came. */
export interface Door {
  /** Exact path, or one with `{order_id}` in it. */
  path: string;
  door: IngestDoor;
  /** Takes public write keys, bodies with a `writeKey`, and calls from browsers of other origins. */
  tracking: boolean;
  /** One line for the API document. */
  summary: string;
  /** A body that is accepted, for the API document. */
  example: Record<string, unknown>;
}

const person = { userId: 'u-17' };
const order = {
  order_id: '1001',
  user_id: 'u-17',
  currency: 'EUR',
  lines: [{ product_id: 'p-1', quantity: 2, price: '9.95' }],
};
const refund = { order_id: '1001', refund_id: 'r-1', amount: '9.95' };

/** All doors; routing, the API document and the tests read this one table. */
export const DOORS: readonly Door[] = [
  {
    path: '/v1/batch',
    door: IngestDoor.BATCH,
    tracking: true,
    summary: 'Takes items of all kinds in one call.',
    example: {
      batch: [{ type: 'track', ...person, event: 'Product Viewed', properties: { product_id: 'p-1' } }],
    },
  },
  {
    path: '/v1/identify',
    door: IngestDoor.IDENTIFY,
    tracking: true,
    summary: 'Says who a person is.',
    example: { ...person, traits: { email: 'anna@example.com', firstName: 'Anna' } },
  },
  {
    path: '/v1/track',
    door: IngestDoor.TRACK,
    tracking: true,
    summary: 'Says what a person did.',
    example: { ...person, event: 'Product Viewed', properties: { product_id: 'p-1' } },
  },
  {
    path: '/v1/page',
    door: IngestDoor.PAGE,
    tracking: true,
    summary: 'Says which page a person saw.',
    example: { anonymousId: 'a-3', properties: { url: 'https://shop.example/', title: 'Home' } },
  },
  {
    path: '/v1/screen',
    door: IngestDoor.SCREEN,
    tracking: true,
    summary: 'Says which screen of an app a person saw.',
    example: { ...person, name: 'Home' },
  },
  {
    path: '/v1/group',
    door: IngestDoor.GROUP,
    tracking: true,
    summary: 'Says which group a person belongs to.',
    example: { ...person, groupId: 'g-1', traits: { name: 'Example Ltd' } },
  },
  {
    path: '/v1/alias',
    door: IngestDoor.ALIAS,
    tracking: true,
    summary: 'Says that two ids are one person.',
    example: { previousId: 'a-3', ...person },
  },
  {
    path: '/v1/orders',
    door: IngestDoor.ORDERS,
    tracking: false,
    summary:
      'Takes an order, an array of them, or {"orders": […]}. A second one of the same id is an update.',
    example: order,
  },
  {
    path: '/v1/orders/{order_id}/refunds',
    door: IngestDoor.REFUNDS,
    tracking: false,
    summary: 'Takes a refund of the order; without amount and lines, of all of it.',
    example: { refund_id: 'r-1', amount: '9.95' },
  },
  {
    path: '/v1/orders/{order_id}/cancel',
    door: IngestDoor.CANCELLATIONS,
    tracking: false,
    summary: 'Cancels the order; the body may be empty.',
    example: {},
  },
  {
    path: '/v1/refunds',
    door: IngestDoor.REFUNDS,
    tracking: false,
    summary: 'Takes a refund.',
    example: refund,
  },
  {
    path: '/v1/cancellations',
    door: IngestDoor.CANCELLATIONS,
    tracking: false,
    summary: 'Cancels an order.',
    example: { order_id: '1001' },
  },
  {
    path: '/v1/products',
    door: IngestDoor.PRODUCTS,
    tracking: false,
    summary: 'Takes a product, an array of them, or {"products": […]}.',
    example: { product_id: 'p-1', name: 'Mug', brand: 'Example', category_path: ['Kitchen'] },
  },
  {
    path: '/v1/stores',
    door: IngestDoor.STORES,
    tracking: false,
    summary: 'Takes a store, an array of them, or {"stores": […]}.',
    example: { store_id: 's-1', kind: 'stationary', name: 'High Street' },
  },
  {
    path: '/v1/consent',
    door: IngestDoor.CONSENT,
    tracking: false,
    summary: 'Says what a person allowed.',
    example: { user_id: 'u-17', channel: 'email', topic: 'newsletter', granted: true },
  },
];
