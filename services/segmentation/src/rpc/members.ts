import type { MessageInitShape } from '@bufbuild/protobuf';
import { toBinary } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import type { ServiceImpl } from '@connectrpc/connect';
import {
  type Audience,
  AudienceSchema,
  type MemberSchema,
  type SegmentationService,
} from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';
import type { AsOf, FactsReader } from '@perennial/facts';
import { tenantOf } from '@perennial/runtime';
import { MEMBER_ORDERS, memberKeys } from '../reading/member-keys.ts';
import { basisMessage } from './basis.ts';
import { memberPage } from './member-page.ts';
import { asOfRequest, oneOf, type SegmentationContext, timestampText } from './segmentation-context.ts';

export function memberHandlers(
  context: SegmentationContext,
): Pick<ServiceImpl<typeof SegmentationService>, 'listMembers'> {
  return {
    async listMembers(request, call) {
      const startedMs = performance.now();
      const tenant = tenantOf(call);
      const order = oneOf('order_by', request.orderBy, MEMBER_ORDERS);
      const times = [timestampText(request.at), timestampText(request.knownAt)];
      const open = (asOf: AsOf) => context.readings.open(tenant, request.audience, asOf);
      const reading = await open(asOfRequest(context, request));
      const { facts, units } = reading;
      const page = await memberPage(context, {
        tenant,
        query: ['ListMembers', audienceKey(request.audience), order, ...times],
        token: request.pageToken,
        size: request.pageSize,
        facts,
        async make(again) {
          const made = again === undefined ? reading : await open(asKnown(again, reading.asOf));
          const customers = await made.members(call.signal);
          const keys = memberKeys(facts, customers, order, made.asOf);
          return { asOf: made.asOf, customers, keys, unlisted: 0 };
        },
      });
      const { asOf } = page.list;
      return {
        members: page.rows.map(({ customer }) => memberMessage(facts, customer, asOf)),
        nextPageToken: page.nextPageToken,
        totalCount: BigInt(page.list.customers.length),
        currency: units.currency,
        basis: basisMessage({ ...reading, asOf }, startedMs),
      };
    },
  };
}

/** For the questions that page tokens are bound to. */
function audienceKey(audience: Audience | undefined): string {
  return audience === undefined ? '' : Buffer.from(toBinary(AudienceSchema, audience)).toString('base64');
}

function memberMessage(
  facts: FactsReader,
  customer: number,
  asOf: AsOf,
): MessageInitShape<typeof MemberSchema> {
  const [rollup] = facts.rollupOne(customer, [{}], asOf);
  const hasOrder = rollup !== undefined && rollup.orderCount > 0;
  return {
    customerId: facts.customerIdAt(customer),
    orders: BigInt(rollup?.orderCount ?? 0),
    netMinor: BigInt(rollup?.netMinor ?? 0),
    ...(hasOrder
      ? {
          firstOrderTime: timestampFromMs(rollup.firstOrderMs),
          lastOrderTime: timestampFromMs(rollup.lastOrderMs),
        }
      : {}),
  };
}

/** As the first page saw it: no more than what it asked to be known, nor than was known then. */
function asKnown(first: { at: number; knownAt: number }, asked: AsOf): AsOf {
  return { at: first.at, knownAt: Math.min(first.knownAt, asked.knownAt ?? first.knownAt) };
}
