import type { MessageInitShape } from '@bufbuild/protobuf';
import type { ServiceImpl } from '@connectrpc/connect';
import type { ZoneTime } from '@perennial/calendar';
import {
  bestMomentOf,
  ContactReader,
  chooseChannel,
  consentsOf,
  countMoments,
  estimateChannel,
} from '@perennial/channel-choice';
import type { CustomerChannelSchema } from '@perennial/contracts/gen/perennial/prediction/v1/channel_pb';
import type { ChannelService } from '@perennial/contracts/gen/perennial/prediction/v1/channel_service_pb';
import type { FactsReader } from '@perennial/facts';
import { pageSizeOf, TopRows, tenantOf } from '@perennial/runtime';
import { placeOf } from '../rpc/prediction-context.ts';
import { type ChannelContext, channelBasis } from './channel-context.ts';
import { choiceMessage, estimateMessage, momentMessage } from './channel-messages.ts';
import type { ChannelView } from './channel-view.ts';
import type { ChannelFit } from './fit-channels.ts';

interface Row {
  key: number;
  id: string;
  customer: number;
}

const LARGEST_PAGE = 200;
const ORDERS = ['probability desc', 'probability', 'customer_id', 'customer_id desc'];

/** Customers by their best channel. */
export function listHandler(
  context: ChannelContext,
): Pick<ServiceImpl<typeof ChannelService>, 'listCustomerChannels'> {
  return {
    async listCustomerChannels({ channel, orderBy, pageSize, pageToken }, call) {
      const tenant = tenantOf(call);
      const order = orderOf(orderBy);
      const scope = { tenant, query: ['ListCustomerChannels', channel, orderBy] };
      const [lastKey, lastId = ''] = context.pageTokens.read(scope, pageToken) ?? [];
      const [{ fit, view }, zone] = await Promise.all([context.base.view(tenant), context.zoneOf(tenant)]);
      const facts = context.factsOf(tenant);
      const size = pageSizeOf(pageSize, LARGEST_PAGE);
      const top = new TopRows<Row>(size + 1, order.compare);
      const after = lastKey === undefined ? undefined : { key: Number(lastKey), id: lastId };
      let totalCount = 0;
      for (const row of rowsOf(view, facts, channel, order.byProbability)) {
        totalCount += 1;
        if (after === undefined || order.compare(after, row) < 0) top.offer(row);
      }
      const page = top.rows().slice(0, size);
      const last = top.rows().length > size ? page.at(-1) : undefined;
      const { atMs } = view;
      const reader = new ContactReader(facts, atMs);
      return {
        basis: await channelBasis(context, tenant, { atMs, fit }),
        customers: page.map(({ customer }) => customerMessage(customer, { facts, fit, zone, reader, atMs })),
        nextPageToken: context.pageTokens.write(
          scope,
          last === undefined ? null : [String(last.key), last.id],
        ),
        totalCount: BigInt(totalCount),
      };
    },
  };
}

/** @throws PREDICTION_FIELD_INVALID */
function orderOf(orderBy: string) {
  const words = ORDERS[placeOf('order_by', orderBy === '' ? ORDERS[0] : orderBy, ORDERS)];
  const sign = words.endsWith(' desc') ? -1 : 1;
  return {
    byProbability: words.startsWith('probability'),
    compare: (a: Omit<Row, 'customer'>, b: Omit<Row, 'customer'>) =>
      sign * (a.key - b.key || (a.id < b.id ? -1 : Number(a.id > b.id))),
  };
}

function* rowsOf(
  view: ChannelView,
  facts: FactsReader,
  channel: string,
  byProbability: boolean,
): Generator<Row> {
  for (const each of view) {
    if (channel !== '' && each.channel !== channel) continue;
    const { customer, probability } = each;
    yield { key: byProbability ? probability : 0, id: facts.customerIdAt(customer), customer };
  }
}

interface RowSources {
  facts: FactsReader;
  fit: ChannelFit;
  zone: ZoneTime;
  /** As of the instant of the view, as all of an answer is. */
  reader: ContactReader;
  atMs: number;
}

function customerMessage(
  index: number,
  { facts, fit, zone, reader, atMs }: RowSources,
): MessageInitShape<typeof CustomerChannelSchema> {
  const { contacts: customer, moments } = reader.read(index);
  const consents = consentsOf(facts.attributesOf(index, { at: atMs }));
  const best = chooseChannel({ model: fit.channels, customer, consents });
  const moment = bestMomentOf(fit.moments, customer.cell, countMoments(moments, zone));
  return {
    customerId: facts.customerIdAt(index),
    best: choiceMessage(best),
    ...(best === undefined
      ? {}
      : { estimate: estimateMessage(estimateChannel(fit.channels, customer, best.channel), consents) }),
    ...(moment === undefined ? {} : { moment: momentMessage(moment, zone, atMs) }),
  };
}
