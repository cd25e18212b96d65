import { checkOutgoing } from '../outgoing-check.ts';
import type { OutgoingMessage, Published } from '../port.ts';
import type { StreamDirectory } from '../stream-directory.ts';
import type { LogRecord } from './record-codec.ts';
import type { StreamLog } from './stream-log.ts';

/** What a publish brings to one log. */
interface Part {
  fresh: LogRecord[];
  /** The highest sequence of its messages, repeats among them. */
  reached: number;
}

/** The port's `publish` over the logs of a bus: everything is checked, then written, then committed. */
export async function publishToLogs(
  directory: StreamDirectory,
  logs: ReadonlyMap<string, StreamLog>,
  messages: readonly OutgoingMessage[],
  nowMs: number,
  onDurable: (log: StreamLog) => void,
): Promise<Published[]> {
  const prepared: { log: StreamLog; message: OutgoingMessage; partition: number }[] = [];
  for (const message of messages) {
    const { stream, partition } = directory.address(message.subject);
    checkOutgoing(stream, message);
    const log = logs.get(stream.name);
    log?.commit.check();
    if (log) prepared.push({ log, message, partition });
  }
  const parts = new Map<StreamLog, Part>();
  const published = prepared.map(({ log, message, partition }) => {
    const part = parts.get(log) ?? { fresh: [], reached: 0 };
    parts.set(log, part);
    const { sequence, record } = log.assign(message, partition, nowMs);
    if (record !== undefined) part.fresh.push(record);
    part.reached = Math.max(part.reached, sequence);
    return { sequence, duplicate: record === undefined };
  });
  const written = [...parts].map(([log, { fresh, reached }]) => {
    return { log, reached, committed: log.write(fresh) };
  });
  for (const { log, reached, committed } of written) {
    await log.commit.durable(committed);
    log.markDurable(reached);
    onDurable(log);
  }
  return published;
}
