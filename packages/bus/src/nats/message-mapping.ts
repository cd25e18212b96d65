import type { JsMsg } from '@nats-io/jetstream';
import { headers, type MsgHdrs } from '@nats-io/nats-core';
import type { Message, StreamConfig } from '../port.ts';
import { partitionOf } from '../stream-directory.ts';

const MESSAGE_ID = 'Nats-Msg-Id';
/** The server's own headers; never part of a message. */
const SERVER_PREFIX = 'Nats-';
const NANOS_PER_MS = 1_000_000n;

export function toNatsHeaders(record: Readonly<Record<string, string>>): MsgHdrs {
  const mapped = headers();
  for (const name of Object.keys(record)) mapped.set(name, record[name] ?? '');
  return mapped;
}

/** The port's message in what JetStream delivered. */
export function fromJetStream(config: StreamConfig, delivered: JsMsg): Message {
  const record: Record<string, string> = {};
  const received = delivered.headers;
  for (const name of received?.keys() ?? []) {
    if (!name.startsWith(SERVER_PREFIX)) record[name] = received?.get(name) ?? '';
  }
  return {
    subject: delivered.subject,
    sequence: delivered.seq,
    partition: partitionOf(config, delivered.subject),
    id: received?.get(MESSAGE_ID) ?? '',
    headers: record,
    data: delivered.data,
    publishedAtMs: Number(delivered.timestampNanos / NANOS_PER_MS),
  };
}
