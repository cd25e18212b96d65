import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { type NatsServer, startNats } from '../../../../scripts/servers/nats.ts';
import { type Bus, type Message, PublishRefusedError, PublishUnknownError } from '../port.ts';
import { eventually, freshNames, outgoing, readToEnd, streamConfig } from '../testing/bus-harness.ts';
import { openNatsBus } from './open-nats-bus.ts';

const names = freshNames();
let server: NatsServer;
let bus: Bus;

beforeEach(async () => {
  server = await startNats();
  const streams = [streamConfig(names)];
  bus = await openNatsBus({ servers: server.url, streams, name: 'fault-test', publishTimeoutMs: 500 });
});
afterEach(async () => {
  await bus.drain();
  await server.dispose();
});

/** Publishes under one id until the answer is known. */
async function publishUntilKnown(id: string): Promise<void> {
  await eventually(`${id} is known`, async () => {
    try {
      await bus.publish([outgoing(names, id)]);
      return true;
    } catch (error) {
      if (error instanceof PublishUnknownError || error instanceof PublishRefusedError) return false;
      throw error;
    }
  });
}

describe('a broker that fails', () => {
  test('frozen: the publish is unknown, and retries under its id store it once', async () => {
    server.pause();
    await expect(bus.publish([outgoing(names, 'a')])).rejects.toThrow(PublishUnknownError);
    await expect(bus.ping()).rejects.toThrow();
    server.resume();
    await publishUntilKnown('a');
    expect((await readToEnd(bus, names.stream)).map((message) => message.id)).toEqual(['a']);
    await bus.ping();
  });

  test('killed and started again: the bus and a waiting read recover unaided, nothing is lost or doubled', async () => {
    const seen: Message[] = [];
    const reading = new AbortController();
    const reader = (async () => {
      const read = { stream: names.stream, after: 0, signal: reading.signal };
      for await (const batch of bus.read(read)) seen.push(...batch);
    })();
    await publishUntilKnown('before');
    await eventually('the first is read', () => seen.length === 1);
    await server.kill();
    const during = publishUntilKnown('during');
    await server.start();
    await during;
    await publishUntilKnown('after');
    await eventually('the rest is read', () => seen.length === 3, 25_000);
    reading.abort();
    await reader;
    expect(seen.map((message) => message.id)).toEqual(['before', 'during', 'after']);
  });

  test('a durable that is deleted ends its work with an error at once instead of waiting for ever', async () => {
    const options = {
      stream: names.stream,
      durable: 'gone',
      maxInFlight: 4,
      ackWaitMs: 5_000,
      maxDeliver: 3,
    };
    const work = await bus.work({ ...options, backoffMs: [10] }, async () => undefined);
    const connection = await connect({ servers: server.url });
    await (await jetstreamManager(connection)).consumers.delete(names.stream, 'gone');
    await expect(work.finished).rejects.toThrow(/consumer deleted|consumer not found/i);
    await connection.close();
  });

  test('a stream that is deleted refuses publishes and names the subject', async () => {
    const connection = await connect({ servers: server.url });
    await (await jetstreamManager(connection)).streams.delete(names.stream);
    await expect(bus.publish([outgoing(names, 'a')])).rejects.toThrow(/No stream took .*\.thing/);
    await connection.close();
  });
});
