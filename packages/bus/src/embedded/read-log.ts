import { setImmediate } from 'node:timers/promises';
import type { Message, ReadOptions } from '../port.ts';
import { wantedPartitions } from '../stream-directory.ts';
import type { StreamLog } from './stream-log.ts';

const DEFAULT_BATCH = 1_000;

/** The port's `read` on one log. Between full batches it lets the event loop turn; at the end it waits for the tail. */
export async function* readLog(log: StreamLog, options: ReadOptions): AsyncGenerator<Message[]> {
  const wanted = wantedPartitions(options.partitions);
  const limit = options.maxBatch ?? DEFAULT_BATCH;
  const end = options.until === 'end' ? log.durableSequence : Number.POSITIVE_INFINITY;
  let position = options.after;
  while (!options.signal.aborted) {
    const { messages, through } = log.slice(position, end, limit, wanted);
    position = through;
    if (messages.length > 0) yield messages;
    if (position >= end) return;
    if (options.signal.aborted) return;
    if (position >= log.durableSequence) await log.tail.wait(options.signal);
    else await setImmediate();
  }
}
