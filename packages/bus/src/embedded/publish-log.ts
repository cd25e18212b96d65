import { checkOutgoing } from '../outgoing-check.ts';
import type { OutgoingMessage, Published } from '../port.ts';
import type { StreamDirectory } from '../stream-directory.ts';
import type { GroupCommit } from './group-commit.ts';
import { recordBytes } from './record-codec.ts';
import type { StreamLog } from './stream-log.ts';

/** The port's `publish` over the logs of a bus: everything is checked, then written into one buffer, then committed. */
export async function publishToLogs(
  directory: StreamDirectory,
  logs: ReadonlyMap<string, StreamLog>,
  commit: GroupCommit,
  messages: readonly OutgoingMessage[],
  nowMs: number,
  onDurable: (log: StreamLog) => void,
): Promise<Published[]> {
  commit.check();
  const prepared: { log: StreamLog; message: OutgoingMessage; partition: number }[] = [];
  let bytes = 0;
  for (const message of messages) {
    const { stream, partition } = directory.address(message.subject);
    checkOutgoing(stream, message);
    const log = logs.get(stream.name);
    if (log) prepared.push({ log, message, partition });
    bytes += recordBytes(message);
  }
  const buffer = Buffer.allocUnsafeSlow(bytes);
  const reached = new Map<StreamLog, number>();
  let committed: Promise<unknown> | undefined;
  let at = 0;
  const published = prepared.map(({ log, message, partition }) => {
    const appended = log.append(message, partition, nowMs, buffer, at);
    at = appended.end;
    committed = appended.committed ?? committed;
    reached.set(log, Math.max(reached.get(log) ?? 0, appended.sequence));
    return { sequence: appended.sequence, duplicate: appended.committed === undefined };
  });
  await commit.durable(committed);
  for (const [log, sequence] of reached) {
    log.markDurable(sequence);
    onDurable(log);
  }
  return published;
}
