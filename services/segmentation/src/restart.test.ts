import { expect, test } from '@jest/globals';
import type { Bus, OutgoingMessage } from '@perennial/bus';
import { changeSubject, STREAMS } from '@perennial/contracts';
import { orderMessage } from '@perennial/live/testing';
import { openFollowedBench } from './testing/followed-fixture.ts';

const START = Date.UTC(2025, 0, 1, 12);

/** The bus, and how many messages of CHANGES were read through it. */
function countingChanges(bus: Bus): { bus: Bus; read: () => number } {
  let read = 0;
  const counting = async function* (options: Parameters<Bus['read']>[0]) {
    for await (const batch of bus.read(options)) {
      if (options.stream === STREAMS.changes.name) read += batch.length;
      yield batch;
    }
  };
  return { bus: { ...methodsOf(bus), read: counting }, read: () => read };
}

function methodsOf(bus: Bus): Bus {
  return {
    streamConfig: (stream) => bus.streamConfig(stream),
    publish: (messages) => bus.publish(messages),
    read: (options) => bus.read(options),
    work: (options, handler) => bus.work(options, handler),
    state: (stream) => bus.state(stream),
    purge: (stream, filter) => bus.purge(stream, filter),
    remove: (stream, sequence) => bus.remove(stream, sequence),
    ping: () => bus.ping(),
    drain: () => bus.drain(),
  };
}

/** What another service publishes. */
function othersChanges(count: number): OutgoingMessage[] {
  return Array.from({ length: count }, (_, place) => ({
    subject: changeSubject('demo', 0, 'trend_changed'),
    id: `other-${place}`,
    headers: {},
    data: new Uint8Array(),
  }));
}

test('a restart does not read what others published before it stopped', async () => {
  const bench = await openFollowedBench(START);
  try {
    const first = bench.run();
    await first.start();
    const order = orderMessage({ customerId: 'ann', orderId: '1', netMinor: 900, timeMs: START });
    await first.reached(await bench.publish([order]));
    await bench.bus.publish(othersChanges(500));
    await first.stop();
    bench.clock.forgetAlarms();
    await bench.bus.publish([{ ...othersChanges(1)[0], id: 'since' } as OutgoingMessage]);
    const { bus, read } = countingChanges(bench.bus);
    const second = bench.run({ bus });
    await second.start();
    await second.stop();
    expect(read()).toBe(1);
  } finally {
    await bench.close();
  }
});
