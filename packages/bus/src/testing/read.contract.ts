import { describe, expect, test } from '@jest/globals';
import type { Message } from '../port.ts';
import { eventually, freshNames, outgoing, readToEnd, streamConfig, type WithBus } from './bus-harness.ts';

export function readContract(withBus: WithBus): void {
  describe('read', () => {
    test('joins the chosen partitions in rising sequence, without gaps and in bounded batches', async () => {
      const names = freshNames();
      await withBus(names, [streamConfig(names)], async (bus) => {
        await bus.publish(
          Array.from({ length: 600 }, (_, index) => outgoing(names, `m${index}`, { partition: index % 3 })),
        );
        const some = await readToEnd(bus, names.stream, { partitions: [0, 2], maxBatch: 50 });
        const expected = Array.from({ length: 600 }, (_, index) => index + 1).filter(
          (at) => (at - 1) % 3 !== 1,
        );
        expect(some.map((message) => message.sequence)).toEqual(expected);
        const all = await readToEnd(bus, names.stream, { after: 590 });
        expect(all.map((message) => message.sequence)).toEqual([
          591, 592, 593, 594, 595, 596, 597, 598, 599, 600,
        ]);
      });
    });

    test('until the end yields nothing and ends at once when nothing is there', async () => {
      const names = freshNames();
      await withBus(names, [streamConfig(names)], async (bus) => {
        expect(await readToEnd(bus, names.stream)).toEqual([]);
        await bus.publish([outgoing(names, 'a', { partition: 1 })]);
        expect(await readToEnd(bus, names.stream, { partitions: [2] })).toEqual([]);
        expect(await readToEnd(bus, names.stream, { after: 1 })).toEqual([]);
      });
    });

    test('finds the partition at the end of a subject too', async () => {
      const names = freshNames();
      await withBus(names, [streamConfig(names)], async (bus) => {
        await bus.publish([outgoing(names, 'a', { subject: `${names.prefix}.${names.tenant}.4` })]);
        const found = await readToEnd(bus, names.stream, { partitions: [4] });
        expect(found.map((message) => message.partition)).toEqual([4]);
      });
    });

    test('follows the tail and ends when its signal aborts', async () => {
      const names = freshNames();
      await withBus(names, [streamConfig(names)], async (bus) => {
        const seen: Message[] = [];
        const reading = new AbortController();
        const reader = (async () => {
          for await (const batch of bus.read({ stream: names.stream, after: 0, signal: reading.signal })) {
            seen.push(...batch);
          }
        })();
        for (let round = 1; round <= 5; round++) {
          await bus.publish([outgoing(names, `r${round}`)]);
          await eventually(`message ${round} arrives`, () => seen.length === round);
        }
        reading.abort();
        await reader;
        expect(seen.map((message) => message.id)).toEqual(['r1', 'r2', 'r3', 'r4', 'r5']);
      });
    });

    test('drain ends a read that waits', async () => {
      const names = freshNames();
      await withBus(names, [streamConfig(names)], async (bus) => {
        const batches = bus.read({ stream: names.stream, after: 0, signal: new AbortController().signal });
        const end = batches[Symbol.asyncIterator]().next();
        await bus.drain();
        expect((await end).done).toBe(true);
      });
    });

    test('a slow reader loses nothing of what is published meanwhile', async () => {
      const names = freshNames();
      await withBus(names, [streamConfig(names)], async (bus) => {
        const reading = new AbortController();
        let seen = 0;
        const reader = (async () => {
          for await (const batch of bus.read({
            stream: names.stream,
            after: 0,
            maxBatch: 7,
            signal: reading.signal,
          })) {
            for (const message of batch) expect(message.sequence).toBe(++seen);
            await new Promise((resolve) => setImmediate(resolve));
          }
        })();
        for (let call = 0; call < 20; call++) {
          await bus.publish(Array.from({ length: 50 }, (_, index) => outgoing(names, `${call}.${index}`)));
        }
        await eventually('all are read', () => seen === 1_000);
        reading.abort();
        await reader;
      });
    });
  });

  describe('removal', () => {
    test('purge removes what the filter matches and says how many', async () => {
      const names = freshNames();
      await withBus(names, [streamConfig(names)], async (bus) => {
        const other = `${names.prefix}.other.0.thing`;
        await bus.publish([
          outgoing(names, 'a'),
          outgoing(names, 'b', { subject: other }),
          outgoing(names, 'c'),
        ]);
        expect(await bus.purge(names.stream, `${names.prefix}.${names.tenant}.>`)).toBe(2);
        expect((await readToEnd(bus, names.stream)).map((message) => message.id)).toEqual(['b']);
      });
    });

    test('remove takes one message and is silent about one that is gone', async () => {
      const names = freshNames();
      await withBus(names, [streamConfig(names)], async (bus) => {
        await bus.publish([outgoing(names, 'a'), outgoing(names, 'b')]);
        await bus.remove(names.stream, 1);
        await bus.remove(names.stream, 1);
        expect(await bus.state(names.stream)).toEqual({ firstSequence: 2, lastSequence: 2, messages: 1 });
      });
    });

    test('messages older than the age limit go away and the sequence goes on', async () => {
      const names = freshNames();
      const config = streamConfig(names, { maxAgeMs: 400, duplicateWindowMs: 200 });
      await withBus(names, [config], async (bus) => {
        await bus.publish([outgoing(names, 'a'), outgoing(names, 'b')]);
        await eventually('both are gone', async () => (await bus.state(names.stream)).messages === 0);
        expect((await bus.publish([outgoing(names, 'c')]))[0]?.sequence).toBe(3);
      });
    });
  });
}
