import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import { Code, ConnectError, type ConnectRouter } from '@connectrpc/connect';
import { CustomersService } from '@perennial/contracts/gen/perennial/ingestion/v1/customers_service_pb';
import { ChannelService } from '@perennial/contracts/gen/perennial/prediction/v1/channel_service_pb';
import { RecommendationService } from '@perennial/contracts/gen/perennial/prediction/v1/recommendation_service_pb';
import { SegmentationService } from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';

const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 0, 20, 12);
/** Entries of the timeline on the first and on the last page. */
const PAGES = [25, 3];
const MISSING_PURCHASES = { what: 'distinct_products', have: 2, need: 5 };

const daysAgo = (days: number) => timestampFromMs(NOW - days * DAY_MS);

const FANS = { segmentId: 'fans', name: 'Fans of mugs', text: 'ordered()', since: daysAgo(17) };
const VIEW = { name: 'product_viewed', productId: 'p-7', pagePath: '/p-7' };
const PRODUCT_NAMES = { 'p-1': 'Mug <b>blue</b>', 'p-7': 'Teapot' };
const SENT = { name: 'message_sent', source: { channel: 'sms' } };
/** Entries of the timeline that are no orders, by their places. */
const BEHAVIOUR = new Map<number, typeof SENT | typeof VIEW>([
  [25, SENT],
  [26, VIEW],
]);

function entries(page: number) {
  const first = page === 0 ? 0 : PAGES[0];
  return Array.from({ length: PAGES[page] }, (_, place) => {
    const time = daysAgo(first + place);
    const behaviour = BEHAVIOUR.get(first + place);
    if (behaviour !== undefined)
      return { type: behaviour.name, time, event: { case: 'behaviour' as const, value: behaviour } };
    const lines = [{ productId: 'p-1', quantity: 2n }];
    const order = { orderId: `o-${first + place}`, netMinor: 1_250n, currency: 'EUR', lines };
    return { type: 'order_completed', time, event: { case: 'order' as const, value: { order } } };
  });
}

function recommendation(productId: string, strategy: string) {
  const reasons = [{ productId: 'p-1', name: 'Mug <b>blue</b>', count: 12n, lift: 3.25 }];
  return { productId, name: `${strategy} ${productId}`, score: 1, lateBaskets: 40n, reasons };
}

/** Everything about customer `c-1`, whose e-mail is ann@example.com; `c-2` has bought too little for anybody to say much. */
export function customerNeighbours(router: ConnectRouter): void {
  router.service(CustomersService, {
    getCustomer: ({ by }) => {
      const customerId = by.value === 'ann@example.com' ? 'c-1' : (by.value ?? '');
      if (customerId !== 'c-1' && customerId !== 'c-2') throw new ConnectError('nobody', Code.NotFound);
      if (customerId === 'c-2') return { customer: { customerId, anonymous: true } };
      const consents = [{ channel: 'email', topic: 'all', granted: true, time: daysAgo(90) }];
      return {
        customer: {
          ...{ customerId, consents, firstName: 'Ann', lastName: '<i>Lee</i>', email: 'ann@example.com' },
          ...{ orderCount: 28n, netMinor: 35_000n, currency: 'EUR', tags: ['vip'] },
          lastOrderTime: daysAgo(0),
        },
      };
    },
    listTimeline: ({ customerId, pageToken }) => {
      if (customerId === 'c-2') return {};
      const page = pageToken === '' ? 0 : 1;
      const nextPageToken = page === 0 ? 'next' : '';
      return { entries: entries(page), nextPageToken, productNames: PRODUCT_NAMES };
    },
  });
  router.service(SegmentationService, {
    listCustomerSegments: ({ customerId }) => ({
      segments: customerId === 'c-1' ? [FANS] : [],
      totalCount: customerId === 'c-1' ? 1 : 0,
      askedCount: 2,
      basis: { missing: [{ what: 'groups', fix: 'Learn them.' }] },
    }),
  });
  router.service(RecommendationService, {
    recommend: ({ customerId, strategy, onlyNew }) =>
      customerId === 'c-2'
        ? { missing: [{ what: 'purchases', have: 0, need: 1 }] }
        : { recommendations: [recommendation(onlyNew ? 'new' : 'any', strategy)] },
    getCustomerAffinityGroup: ({ customerId }) =>
      customerId === 'c-2'
        ? { missing: [MISSING_PURCHASES] }
        : {
            membership: { customerId, group: 3, name: 'tea · mugs · kettle', closeness: 0.61 },
            products: [{ productId: 'p-9', name: 'Kettle' }],
          },
  });
  router.service(ChannelService, {
    getCustomerChannels: ({ customerId }) =>
      customerId === 'c-2'
        ? { missing: [{ what: 'consent', have: 0, need: 1 }] }
        : {
            best: { channel: 'email', probability: 0.12, sureness: 'likely' },
            channels: [
              {
                ...{ channel: 'email', kind: 'message', consent: 'allowed' },
                probability: { share: 0.12, low: 0.05, high: 0.2 },
                own: { contacts: 9n, conversions: 2n },
              },
            ],
          },
    getCustomerMoment: () => ({
      moment: {
        hour: { slot: 19, share: { share: 0.2, low: 0.1, high: 0.3 }, sureness: 'not_sure', ownInAll: 4n },
        weekday: { slot: 6, share: { share: 0.3, low: 0.2, high: 0.4 }, sureness: 'sure', ownInAll: 4n },
      },
    }),
  });
}
