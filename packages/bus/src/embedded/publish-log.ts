import { checkOutgoing } from '../outgoing-check.ts';
import type { OutgoingMessage, Published } from '../port.ts';
import type { StreamDirectory } from '../stream-directory.ts';
import { recordBytes } from './record-codec.ts';
import type { StreamLog } from './stream-log.ts';

/** How far a publish got in one log, and the commit that holds it. */
interface Reached {
  sequence: number;
  committed: Promise<unknown> | undefined;
}

/** The port's `publish` over the logs of a bus: everything is checked, then written into one buffer, then committed. */
export async function publishToLogs(
  directory: StreamDirectory,
  logs: ReadonlyMap<string, StreamLog>,
  messages: readonly OutgoingMessage[],
  nowMs: number,
  onDurable: (log: StreamLog) => void,
): Promise<Published[]> {
  const prepared: { log: StreamLog; message: OutgoingMessage; partition: number }[] = [];
  let bytes = 0;
  for (const message of messages) {
    const { stream, partition } = directory.address(message.subject);
    checkOutgoing(stream, message);
    const log = logs.get(stream.name);
    log?.commit.check();
    if (log) prepared.push({ log, message, partition });
    bytes += recordBytes(message);
  }
  const buffer = Buffer.allocUnsafeSlow(bytes);
  const reached = new Map<StreamLog, Reached>();
  let at = 0;
  const published = prepared.map(({ log, message, partition }) => {
    const appended = log.append(message, partition, nowMs, buffer, at);
    at = appended.end;
    const before = reached.get(log);
    reached.set(log, {
      sequence: Math.max(before?.sequence ?? 0, appended.sequence),
      committed: appended.committed ?? before?.committed,
    });
    return { sequence: appended.sequence, duplicate: appended.committed === undefined };
  });
  for (const [log, { sequence, committed }] of reached) {
    await log.commit.durable(committed);
    log.markDurable(sequence);
    onDurable(log);
  }
  return published;
}
