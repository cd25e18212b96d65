import type { Client } from '@connectrpc/connect';
import type { FittedShares, Shares } from '@perennial/channel-choice';
import type {
  ChannelModel,
  ContactBelief,
  ShareBelief,
} from '@perennial/contracts/gen/perennial/prediction/v1/channel_pb';
import type { ChannelService } from '@perennial/contracts/gen/perennial/prediction/v1/channel_service_pb';
import { forTenant } from '@perennial/runtime';
import type { ChannelModels, TrainedChannels } from './trained-channels.ts';

/** The models of channels as prediction tells them. */
export function askedChannels(channels: Client<typeof ChannelService>): ChannelModels {
  return async (tenant) => {
    const { model } = await channels.getChannelModel({}, forTenant(tenant));
    return model && trainedChannels(model);
  };
}

function trainedChannels({ version, channels, unseen }: ChannelModel): TrainedChannels {
  return {
    version,
    beliefs: {
      channels: channels.map(({ channel, belief }) => ({ channel, rates: ratesOf(belief) })),
      unseen: ratesOf(unseen),
    },
  };
}

function ratesOf(belief: ContactBelief | undefined): FittedShares {
  if (belief === undefined) throw new TypeError('prediction told a channel without what is believed of it');
  const { base, cellStrength, cells, customerStrength } = belief;
  return { base: sharesOf(base), cellStrength, cells: cells.map(sharesOf), customerStrength };
}

function sharesOf(belief: ShareBelief | undefined): Shares {
  if (belief === undefined) throw new TypeError('prediction told no belief about all customers of a channel');
  return { means: belief.means, worth: belief.worth };
}
