import type { MessageInitShape } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import { PURCHASE_CELLS } from '@perennial/channel-choice';
import type { ChannelBasisSchema } from '@perennial/contracts/gen/perennial/prediction/v1/channel_pb';
import type { PageTokens } from '@perennial/runtime';
import type { ChannelBase, ChannelBaseOptions } from './channel-base.ts';
import type { ChannelsInForce } from './trained-channels.ts';

/** What the handlers answer from. */
export interface ChannelContext extends ChannelBaseOptions {
  base: ChannelBase;
  pageTokens: PageTokens;
  currencyOf(tenant: string): Promise<string>;
}

/** @param cell the customer's, where one is meant */
export async function channelBasis(
  { currencyOf }: ChannelContext,
  tenant: string,
  shown: { atMs: number; fit: ChannelsInForce; cell?: number },
): Promise<MessageInitShape<typeof ChannelBasisSchema>> {
  return {
    at: timestampFromMs(shown.atMs),
    fitTime: timestampFromMs(shown.fit.atMs),
    currency: await currencyOf(tenant),
    version: shown.fit.version,
    cell: shown.cell === undefined ? '' : PURCHASE_CELLS[shown.cell],
  };
}
