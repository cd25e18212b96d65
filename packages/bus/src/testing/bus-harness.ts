import { randomBytes } from 'node:crypto';
import type { Bus, Message, OutgoingMessage, StreamConfig } from '../port.ts';

/** What a contract suite needs of an implementation. */
export interface BusHarness {
  /** Opens a bus on the streams; the same `place` opened again finds what the last one kept. */
  open(streams: readonly StreamConfig[], place: string): Promise<Bus>;
}

export type BusFactory = () => Promise<BusHarness & { dispose(): Promise<void> }>;

/** Names that no other test uses, so that one server serves all. */
export interface Names {
  place: string;
  stream: string;
  prefix: string;
  tenant: string;
}

export function freshNames(): Names {
  const unique = randomBytes(5).toString('hex');
  return {
    place: unique,
    stream: `T${unique.toUpperCase()}`,
    prefix: `t${unique}`,
    tenant: `tenant-${unique}`,
  };
}

/** Opens a bus for one test and drains it afterwards. */
export type WithBus = (
  names: Names,
  streams: readonly StreamConfig[],
  run: (bus: Bus) => Promise<void>,
) => Promise<void>;

/** A stream `<prefix>.<tenant>.<partition>.…` with overrides. */
export function streamConfig(names: Names, overrides: Partial<StreamConfig> = {}): StreamConfig {
  return {
    name: names.stream,
    subjectPrefix: names.prefix,
    partitionToken: 2,
    duplicateWindowMs: 120_000,
    ...overrides,
  };
}

/** A message with defaults: partition 0, data equal to the id. */
export function outgoing(
  names: Names,
  id: string,
  overrides: Partial<OutgoingMessage> & { partition?: number } = {},
) {
  const { partition = 0, ...rest } = overrides;
  return {
    subject: `${names.prefix}.${names.tenant}.${partition}.thing`,
    id,
    headers: {},
    data: new TextEncoder().encode(id),
    ...rest,
  } satisfies OutgoingMessage;
}

/** Everything from `after` to the present end, flattened. */
export async function readToEnd(
  bus: Bus,
  stream: string,
  options: { after?: number; partitions?: readonly number[]; maxBatch?: number } = {},
): Promise<Message[]> {
  const messages: Message[] = [];
  const reading = new AbortController();
  const read = {
    stream,
    after: options.after ?? 0,
    until: 'end',
    signal: reading.signal,
    ...options,
  } as const;
  for await (const batch of bus.read(read)) messages.push(...batch);
  return messages;
}

/** Waits until `condition` holds; fails with `what` after the deadline. */
export async function eventually(
  what: string,
  condition: () => boolean | Promise<boolean>,
  deadlineMs = 25_000,
): Promise<void> {
  const end = Date.now() + deadlineMs;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`Not within ${deadlineMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
