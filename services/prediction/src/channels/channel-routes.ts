import type { ConnectRouter } from '@connectrpc/connect';
import { ChannelService } from '@perennial/contracts/gen/perennial/prediction/v1/channel_service_pb';
import { ChannelBase } from './channel-base.ts';
import type { ChannelContext } from './channel-context.ts';
import { customerHandlers } from './customer-handlers.ts';
import { listHandler } from './list-handler.ts';
import { modelHandler } from './model-handler.ts';
import { summaryHandlers } from './summary-handlers.ts';

/** All RPCs of channels and moments. */
export function channelRoutes(options: Omit<ChannelContext, 'base'>): (router: ConnectRouter) => void {
  const context = { ...options, base: new ChannelBase(options) };
  return (router) => {
    router.service(ChannelService, {
      ...customerHandlers(context),
      ...listHandler(context),
      ...summaryHandlers(context),
      ...modelHandler(context),
    });
  };
}
