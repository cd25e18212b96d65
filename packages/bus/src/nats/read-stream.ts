import { setTimeout as delay } from 'node:timers/promises';
import {
  type Consumer,
  type ConsumerMessages,
  DeliverPolicy,
  type JetStreamClient,
} from '@nats-io/jetstream';
import type { Message, ReadOptions, StreamConfig } from '../port.ts';
import { wantedPartitions } from '../stream-directory.ts';
import { arrivedBatches } from './arrived-batches.ts';
import { fromJetStream } from './message-mapping.ts';
import { isTransient } from './nats-errors.ts';

const DEFAULT_BATCH = 1_000;
/** Asked for at once; the client holds twice as many at most. */
const PULL_MESSAGES = 1_000;
const PULL_EXPIRES_MS = 10_000;
const REOPEN_AFTER_MS = 500;

/** Subjects of the chosen partitions, with and without tokens after the partition. */
function partitionSubjects(config: StreamConfig, partitions: readonly number[] | undefined): string[] {
  const token = config.partitionToken;
  if (wantedPartitions(partitions) === null || partitions === undefined || token === undefined)
    return [`${config.subjectPrefix}.>`];
  const start = [config.subjectPrefix, ...new Array<string>(token - 1).fill('*')].join('.');
  return partitions.flatMap((partition) => [`${start}.${partition}`, `${start}.${partition}.>`]);
}

function openConsumer(client: JetStreamClient, config: StreamConfig, options: ReadOptions, after: number) {
  return client.consumers.get(config.name, {
    filter_subjects: partitionSubjects(config, options.partitions),
    deliver_policy: DeliverPolicy.StartSequence,
    opt_start_seq: after + 1,
  });
}

/** Batches until the messages end or `remaining` were read, or none is left before that. */
async function* batches(
  config: StreamConfig,
  messages: ConsumerMessages,
  maxBatch: number,
  remaining: number,
): AsyncGenerator<Message[]> {
  let left = remaining;
  for await (const delivered of arrivedBatches(messages, maxBatch)) {
    const wanted = delivered.slice(0, left);
    left -= wanted.length;
    yield wanted.map((message) => fromJetStream(config, message));
    if (left <= 0 || (Number.isFinite(left) && wanted.at(-1)?.info.pending === 0)) return;
  }
}

async function* readOnce(
  config: StreamConfig,
  consumer: Consumer,
  options: ReadOptions,
): AsyncGenerator<Message[]> {
  const pending = (await consumer.info(true)).num_pending;
  if (options.until === 'end' && pending === 0) return;
  const messages = await consumer.consume({
    max_messages: PULL_MESSAGES,
    expires: PULL_EXPIRES_MS,
    abort_on_missing_resource: true,
  });
  const stop = (): void => void messages.close();
  options.signal.addEventListener('abort', stop, { once: true });
  try {
    if (options.signal.aborted) return;
    const remaining = options.until === 'end' ? pending : Number.POSITIVE_INFINITY;
    yield* batches(config, messages, options.maxBatch ?? DEFAULT_BATCH, remaining);
  } finally {
    options.signal.removeEventListener('abort', stop);
    stop();
    consumer.delete().catch(() => undefined);
  }
}

/**
 * The port's `read` by an ordered consumer. The client mends gaps and reconnects itself; when it gives up, a new consumer starts after the last
 * message that was read. Throws when the stream is gone.
 */
export async function* readStream(
  client: JetStreamClient,
  config: StreamConfig,
  options: ReadOptions,
): AsyncGenerator<Message[]> {
  let position = options.after;
  while (!options.signal.aborted) {
    try {
      const consumer = await openConsumer(client, config, options, position);
      for await (const batch of readOnce(config, consumer, options)) {
        position = batch.at(-1)?.sequence ?? position;
        yield batch;
      }
      if (options.until === 'end') return;
    } catch (error) {
      if (options.signal.aborted) return;
      if (!isTransient(error)) throw error;
    }
    await delay(REOPEN_AFTER_MS, undefined, { signal: options.signal }).catch(() => undefined);
  }
}
