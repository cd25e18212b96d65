import { AckPolicy, DeliverPolicy, JetStreamApiError, type JetStreamManager } from '@nats-io/jetstream';
import { nanos } from '@nats-io/nats-core';
import type { WorkOptions } from '../port.ts';
import { unacknowledgedLimit } from '../work/attempt.ts';

/** The server's code for creating a consumer that exists with another configuration. */
const CONSUMER_EXISTS = 10148;

/** Creates the durable of a queue or brings it to the given options. Tries are counted and ended by us, so the server has no limit. */
export async function ensureWorkConsumer(manager: JetStreamManager, options: WorkOptions): Promise<void> {
  const changeable = {
    ack_wait: nanos(options.ackWaitMs),
    max_deliver: -1,
    max_ack_pending: unacknowledgedLimit(options),
    ...(options.filter === undefined ? {} : { filter_subject: options.filter }),
  };
  try {
    await manager.consumers.add(options.stream, {
      ...changeable,
      durable_name: options.durable,
      ack_policy: AckPolicy.Explicit,
      deliver_policy: DeliverPolicy.All,
    });
  } catch (error) {
    if (!(error instanceof JetStreamApiError) || error.code !== CONSUMER_EXISTS) throw error;
    await manager.consumers.update(options.stream, options.durable, changeable);
  }
}
