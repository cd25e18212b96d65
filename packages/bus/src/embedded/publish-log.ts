import { checkOutgoing } from '../outgoing-check.ts';
import type { OutgoingMessage, Published } from '../port.ts';
import { partitionOf, type StreamDirectory } from '../stream-directory.ts';
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
): Promise<Published[]> {
  commit.check();
  const prepared: { log: StreamLog; message: OutgoingMessage }[] = [];
  let bytes = 0;
  for (const message of messages) {
    const config = directory.holding(message.subject);
    checkOutgoing(config, message);
    partitionOf(config, message.subject);
    const log = logs.get(config.name);
    if (log) prepared.push({ log, message });
    bytes += recordBytes(message);
  }
  const buffer = Buffer.allocUnsafeSlow(bytes);
  const reached = new Map<StreamLog, number>();
  let committed: Promise<unknown> | undefined;
  let at = 0;
  const published = prepared.map(({ log, message }) => {
    const appended = log.append(message, nowMs, buffer, at);
    at = appended.end;
    committed = appended.committed ?? committed;
    reached.set(log, Math.max(reached.get(log) ?? 0, appended.sequence));
    return { sequence: appended.sequence, duplicate: appended.committed === undefined };
  });
  await commit.durable(committed);
  for (const [log, sequence] of reached) log.markDurable(sequence);
  return published;
}
