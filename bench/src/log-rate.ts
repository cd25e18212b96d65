import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { headers } from '@nats-io/nats-core';
import { connect } from '@nats-io/transport-node';
import { type Bus, type OutgoingMessage, openEmbeddedBus, type StreamConfig } from '@perennial/bus';

export interface LogRateOptions {
  messages: number;
  /** Messages a publish call. */
  batch: number;
  /** Publish calls in flight at once. */
  callers: number;
  dataBytes: number;
}

export interface LogRate {
  messagesPerSecond: number;
  /** From call to durable, in milliseconds. */
  callP50Ms: number;
  callP99Ms: number;
  /** Of one core, while publishing. */
  cpuMicrosPerMessage: number;
}

const DEFAULTS: LogRateOptions = { messages: 200_000, batch: 100, callers: 16, dataBytes: 120 };
const PARTITIONS = 32;

function rateStream(unique: string): StreamConfig {
  const lower = unique.toLowerCase();
  return {
    name: `RATE${unique}`,
    subjectPrefix: `rate${lower}`,
    partitionToken: 2,
    duplicateWindowMs: 120_000,
  };
}

function messageHeaders(number: number): Record<string, string> {
  return {
    'ce-id': `order-${number}`,
    'ce-source': 'shop',
    'ce-type': 'perennial.order_completed.v1',
    'ce-time': '2026-01-02T03:04:05.678Z',
  };
}

function messageBatch(stream: StreamConfig, first: number, options: LogRateOptions): OutgoingMessage[] {
  return Array.from({ length: options.batch }, (_, index) => {
    const number = first + index;
    return {
      subject: `${stream.subjectPrefix}.shop.${number % PARTITIONS}.order_completed`,
      id: `shop|order-${number}`,
      headers: messageHeaders(number),
      data: new Uint8Array(options.dataBytes),
    };
  });
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Publishes through a bus that is open already, from `callers` concurrent callers. */
async function measurePublishRate(
  bus: Bus,
  stream: StreamConfig,
  overrides: Partial<LogRateOptions> = {},
): Promise<LogRate> {
  const options = { ...DEFAULTS, ...overrides };
  const callMs: number[] = [];
  let next = 0;
  const caller = async (): Promise<void> => {
    while (next < options.messages) {
      const batch = messageBatch(stream, next, options);
      next += options.batch;
      const startedMs = performance.now();
      await bus.publish(batch);
      callMs.push(performance.now() - startedMs);
    }
  };
  const cpuBefore = process.cpuUsage();
  const startedMs = performance.now();
  await Promise.all(Array.from({ length: options.callers }, caller));
  const elapsedMs = performance.now() - startedMs;
  const cpu = process.cpuUsage(cpuBefore);
  callMs.sort((a, b) => a - b);
  return {
    messagesPerSecond: Math.round((next / elapsedMs) * 1_000),
    callP50Ms: percentile(callMs, 0.5),
    callP99Ms: percentile(callMs, 0.99),
    cpuMicrosPerMessage: (cpu.user + cpu.system) / next,
  };
}

/** The raw rate of the embedded log in a temporary folder. */
export async function measureEmbeddedLogRate(overrides: Partial<LogRateOptions> = {}): Promise<LogRate> {
  const directory = await mkdtemp(join(tmpdir(), 'perennial-log-rate-'));
  const stream = rateStream('E');
  const bus = await openEmbeddedBus({ directory, streams: [stream] });
  try {
    return await measurePublishRate(bus, stream, overrides);
  } finally {
    await bus.drain();
    await rm(directory, { recursive: true, force: true });
  }
}

/**
 * What a bare publisher reaches on the same server: one connection, `inFlight` publishes with an id and the same headers and data, nothing of ours in between.
 */
export async function measureBarePublisherRate(
  servers: string,
  options: { messages: number; inFlight: number; dataBytes: number } = {
    messages: 60_000,
    inFlight: 256,
    dataBytes: 120,
  },
): Promise<{ messagesPerSecond: number }> {
  const connection = await connect({ servers, name: 'bench-bare-publisher' });
  const name = `BARE${Date.now()}`;
  const manager = await jetstreamManager(connection);
  await manager.streams.add({ name, subjects: [`${name}.>`] });
  const client = jetstream(connection);
  const data = new Uint8Array(options.dataBytes);
  let next = 0;
  const publisher = async (): Promise<void> => {
    while (next < options.messages) {
      const number = next++;
      const carried = headers();
      for (const [key, value] of Object.entries(messageHeaders(number))) carried.set(key, value);
      await client.publish(`${name}.shop.${number % PARTITIONS}.order_completed`, data, {
        msgID: `shop|order-${number}`,
        headers: carried,
      });
    }
  };
  try {
    const startedMs = performance.now();
    await Promise.all(Array.from({ length: options.inFlight }, publisher));
    return { messagesPerSecond: Math.round((options.messages / (performance.now() - startedMs)) * 1_000) };
  } finally {
    await manager.streams.delete(name);
    await connection.close();
  }
}
