import { busContract } from '../testing/bus.contract.ts';
import { natsTestUrl } from '../testing/nats-test-url.ts';
import { openNatsBus } from './open-nats-bus.ts';

busContract('NATS JetStream', async () => {
  const servers = natsTestUrl();
  return {
    open: (streams) => openNatsBus({ servers, streams, name: 'bus-contract' }),
    dispose: async () => undefined,
  };
});
