import type { ServiceImpl } from '@connectrpc/connect';
import {
  bestMomentOf,
  type ChannelCase,
  ContactReader,
  candidatesOf,
  chooseChannel,
  consentsOf,
  countMoments,
  estimateChannel,
  exploreChannel,
} from '@perennial/channel-choice';
import type { ChannelService } from '@perennial/contracts/gen/perennial/prediction/v1/channel_service_pb';
import { hash53 } from '@perennial/facts';
import { seededRandom } from '@perennial/models';
import { tenantOf } from '@perennial/runtime';
import type { Missing } from '../domain/missing.ts';
import { customerIndex } from '../rpc/customer-index.ts';
import { type ChannelContext, channelBasis } from './channel-context.ts';
import { choiceMessage, estimateMessage, momentMessage } from './channel-messages.ts';

type Handlers = Pick<ServiceImpl<typeof ChannelService>, 'getCustomerChannels' | 'getCustomerMoment'>;

/** One customer: by which channel (PRED-11, PRED-15, PRED-20), and when (PRED-23). */
export function customerHandlers(context: ChannelContext): Handlers {
  return {
    async getCustomerChannels({ customerId, topic, exploreSeed }, call) {
      const tenant = tenantOf(call);
      const facts = context.factsOf(tenant);
      const index = customerIndex(facts, customerId);
      const fit = await context.base.fit(tenant);
      const atMs = context.now();
      const { contacts: customer } = new ContactReader(facts, atMs).read(index);
      const attributes = facts.attributesOf(index, { at: atMs });
      const consents = consentsOf(attributes, topic === '' ? undefined : topic);
      const which: ChannelCase = { model: fit.channels, customer, consents };
      const source: ChannelCase = { ...which, question: 'source' };
      const choose = chooser(exploreSeed, customerId);
      return {
        basis: await channelBasis(context, tenant, { atMs, fit, cell: customer.cell }),
        best: choiceMessage(choose(which)),
        bestSource: choiceMessage(choose(source)),
        channels: shownChannels(which).map((estimate) => estimateMessage(estimate, consents)),
        missing: missingOf(which),
      };
    },

    async getCustomerMoment({ customerId }, call) {
      const tenant = tenantOf(call);
      const facts = context.factsOf(tenant);
      const index = customerIndex(facts, customerId);
      const [fit, zone] = await Promise.all([context.base.fit(tenant), context.zoneOf(tenant)]);
      const atMs = context.now();
      const { contacts, moments } = new ContactReader(facts, atMs).read(index);
      const best = bestMomentOf(fit.moments, contacts.cell, countMoments(moments, zone));
      const basis = await channelBasis(context, tenant, { atMs, fit, cell: contacts.cell });
      if (best === undefined) return { basis, missing: [{ what: 'moments', have: 0, need: 1 }] };
      return { basis, moment: momentMessage(best, zone, atMs) };
    },
  };
}

/** Exploring, every customer has chances of their own. */
function chooser(seed: number | undefined, customerId: string) {
  if (seed === undefined) return chooseChannel;
  return (which: ChannelCase) => exploreChannel(which, seededRandom(seed ^ (hash53(customerId) % 2 ** 32)));
}

/** Likeliest first. */
function shownChannels(which: ChannelCase) {
  const names = new Set([...which.model.channels.map(({ channel }) => channel), ...candidatesOf(which)]);
  return [...names]
    .map((channel) => estimateChannel(which.model, which.customer, channel))
    .sort((a, b) => b.probability.share - a.probability.share || (a.channel < b.channel ? -1 : 1));
}

function missingOf(which: ChannelCase): Missing[] {
  const missing: Missing[] = [];
  if (candidatesOf(which).length === 0) missing.push({ what: 'consent', have: 0, need: 1 });
  if (which.model.channels.length === 0) missing.push({ what: 'contacts', have: 0, need: 1 });
  return missing;
}
