import type { Bus } from '../port.ts';
import type { NatsBusOptions } from './nats-bus.ts';

/**
 * Connects to NATS with JetStream (2.12 or later) and brings the streams to the given configuration. It reconnects for ever;
 * meanwhile publishes end as unknown and `ping` rejects. The client is loaded only now: a process with an embedded bus starts without it.
 */
export async function openNatsBus(options: NatsBusOptions): Promise<Bus> {
  const { connectNatsBus } = await import('./nats-bus.ts');
  return await connectNatsBus(options);
}
