import type { MessageInitShape } from '@bufbuild/protobuf';
import type { ServiceImpl } from '@connectrpc/connect';
import {
  type ChannelModel,
  type ChannelTotals,
  intervalOf,
  kindOfChannel,
  PURCHASE_CELLS,
  ratesOf,
  type Shares,
} from '@perennial/channel-choice';
import type { ChannelSummarySchema } from '@perennial/contracts/gen/perennial/prediction/v1/channel_pb';
import type { ChannelService } from '@perennial/contracts/gen/perennial/prediction/v1/channel_service_pb';
import { tenantOf } from '@perennial/runtime';
import { type ChannelContext, channelBasis } from './channel-context.ts';
import { figuresMessage } from './channel-messages.ts';
import type { ChannelView } from './channel-view.ts';

type Handlers = Pick<ServiceImpl<typeof ChannelService>, 'getChannelSummary' | 'getMomentSummary'>;

const NOTHING: ChannelTotals = { customers: 0, contacts: 0, conversions: 0, netMinor: 0 };

/** All customers together: what comes of each channel (PRED-20), and when they are there (PRED-23). */
export function summaryHandlers(context: ChannelContext): Handlers {
  return {
    async getChannelSummary(_request, call) {
      const tenant = tenantOf(call);
      const { fit, view } = await context.base.view(tenant);
      const reached = fit.channels.channels.map(({ channel }) => channel);
      const names = [...new Set([...reached, ...view.names])].sort();
      return {
        basis: await channelBasis(context, tenant, { atMs: view.atMs, fit }),
        channels: names.map((channel) => channelSummary(channel, fit.channels, view)),
        customers: BigInt(view.size + view.unreachable),
        unreachableCustomers: BigInt(view.unreachable),
      };
    },

    async getMomentSummary(_request, call) {
      const tenant = tenantOf(call);
      const [fit, { timeZone }] = await Promise.all([context.base.fit(tenant), context.zoneOf(tenant)]);
      const { customers, moments, hours, weekdays } = fit.moments;
      return {
        basis: await channelBasis(context, tenant, { atMs: fit.atMs, fit }),
        customers: BigInt(customers),
        moments: BigInt(moments),
        hours: [...hours.base.means],
        weekdays: [...weekdays.base.means],
        timeZone,
      };
    },
  };
}

function channelSummary(
  channel: string,
  model: ChannelModel,
  view: ChannelView,
): MessageInitShape<typeof ChannelSummarySchema> {
  const known = model.channels.find((each) => each.channel === channel);
  const { base, cells, customerStrength, cellStrength } = ratesOf(model, channel);
  const figuresOf = (totals: ChannelTotals = NOTHING, shares: Shares) => ({
    customers: BigInt(totals.customers),
    figures: figuresMessage(totals),
    rate: intervalOf(shares, 0),
  });
  return {
    ...{ channel, customerStrength, cellStrength },
    ...figuresOf(known?.totals, base),
    kind: kindOfChannel(channel),
    cells: PURCHASE_CELLS.map((cell, place) => ({ cell, ...figuresOf(known?.cells[place], cells[place]) })),
    bestOfCustomers: BigInt(view.bestOf(channel)),
  };
}
