import type { MessageInitShape } from '@bufbuild/protobuf';
import type { ServiceImpl } from '@connectrpc/connect';
import type { FittedShares, Shares } from '@perennial/channel-choice';
import type {
  ContactBeliefSchema,
  ShareBeliefSchema,
} from '@perennial/contracts/gen/perennial/prediction/v1/channel_pb';
import type { ChannelService } from '@perennial/contracts/gen/perennial/prediction/v1/channel_service_pb';
import { tenantOf } from '@perennial/runtime';
import type { ChannelContext } from './channel-context.ts';

/** The model of channels for services that choose by it themselves. */
export function modelHandler({
  trainedOf,
}: ChannelContext): Pick<ServiceImpl<typeof ChannelService>, 'getChannelModel'> {
  return {
    async getChannelModel(_request, call) {
      const trained = await trainedOf(tenantOf(call));
      if (trained === undefined) return {};
      const { version, channels: model } = trained;
      const channels = model.channels.map(({ channel, rates }) => ({ channel, belief: beliefOf(rates) }));
      return { model: { version, channels, unseen: beliefOf(model.unseen) } };
    },
  };
}

function beliefOf({
  base,
  cellStrength,
  cells,
  customerStrength,
}: FittedShares): MessageInitShape<typeof ContactBeliefSchema> {
  return { base: sharesOf(base), cellStrength, cells: cells.map(sharesOf), customerStrength };
}

function sharesOf({ means, worth }: Shares): MessageInitShape<typeof ShareBeliefSchema> {
  return { means: [...means], worth };
}
