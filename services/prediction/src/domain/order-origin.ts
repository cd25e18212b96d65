import { channelOfSource } from '@perennial/channel-choice';
import type { OrderView } from '@perennial/facts';

/** Nobody reaches a shop in town by a link. */
const IN_STORE = 'store';

/** By what an order came (SRC-2): the channel of its source; `store` for one that has none, as it was made in a stationary store. */
export function orderOrigin({ source }: Pick<OrderView, 'source'>): string {
  return source.sourceClass === '' ? IN_STORE : channelOfSource(source);
}
