import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { eventually, freshNames, outgoing, readToEnd, streamConfig, type WithBus } from './bus-harness.ts';

export function publishContract(withBus: WithBus): void {
  describe('publish', () => {
    test('gives rising sequences and keeps every part of a message', async () => {
      const names = freshNames();
      await withBus(names, [streamConfig(names)], async (bus) => {
        const headers = {
          'ce-id': 'a',
          'ce-type': 'perennial.x.v1',
          'x-own': 'caf%C3%A9',
          traceparent: '00-1-2-01',
        };
        const data = Uint8Array.of(0, 255, 1, 254);
        const before = Date.now();
        const published = await bus.publish([
          outgoing(names, 'src|é1', { partition: 31, headers, data }),
          outgoing(names, 'src|2'),
        ]);
        expect(published).toEqual([
          { sequence: 1, duplicate: false },
          { sequence: 2, duplicate: false },
        ]);
        const [first] = await readToEnd(bus, names.stream);
        expect(first).toMatchObject({ sequence: 1, id: 'src|é1', partition: 31, headers });
        expect(first?.subject).toBe(`${names.prefix}.${names.tenant}.31.thing`);
        expect(Buffer.from(first?.data ?? [])).toEqual(Buffer.from(data));
        expect(first?.publishedAtMs).toBeGreaterThanOrEqual(before - 1_000);
        expect(first?.publishedAtMs).toBeLessThanOrEqual(Date.now() + 1_000);
      });
    });

    test('drops a repeated id within the window and answers with the first sequence, whatever the subject', async () => {
      const names = freshNames();
      await withBus(names, [streamConfig(names)], async (bus) => {
        await bus.publish([outgoing(names, 'a'), outgoing(names, 'b')]);
        const again = await bus.publish([outgoing(names, 'b', { partition: 7 }), outgoing(names, 'c')]);
        expect(again).toEqual([
          { sequence: 2, duplicate: true },
          { sequence: 3, duplicate: false },
        ]);
        expect((await readToEnd(bus, names.stream)).map((message) => message.id)).toEqual(['a', 'b', 'c']);
      });
    });

    test('drops repeats within one call and among concurrent calls', async () => {
      const names = freshNames();
      await withBus(names, [streamConfig(names)], async (bus) => {
        const calls = Array.from({ length: 20 }, () =>
          bus.publish([outgoing(names, 'x'), outgoing(names, 'x')]),
        );
        const answers = (await Promise.all(calls)).flat();
        expect(answers.filter((answer) => !answer.duplicate)).toHaveLength(1);
        expect(new Set(answers.map((answer) => answer.sequence))).toEqual(new Set([1]));
        expect((await bus.state(names.stream)).messages).toBe(1);
      });
    });

    test('takes an id again after the window', async () => {
      const names = freshNames();
      await withBus(names, [streamConfig(names, { duplicateWindowMs: 300 })], async (bus) => {
        await bus.publish([outgoing(names, 'a')]);
        await eventually('the id is taken again', async () => {
          const [published] = await bus.publish([outgoing(names, 'a')]);
          return published?.duplicate === false;
        });
      });
    });

    test('keeps messages, sequence and window when it is opened again', async () => {
      const names = freshNames();
      await withBus(names, [streamConfig(names)], async (bus) => {
        await bus.publish([outgoing(names, 'a'), outgoing(names, 'b')]);
        await bus.remove(names.stream, 2);
      });
      await withBus(names, [streamConfig(names)], async (bus) => {
        const published = await bus.publish([outgoing(names, 'a'), outgoing(names, 'c')]);
        expect(published).toEqual([
          { sequence: 1, duplicate: true },
          { sequence: 3, duplicate: false },
        ]);
        expect((await readToEnd(bus, names.stream)).map((message) => message.sequence)).toEqual([1, 3]);
      });
    });

    test('keeps the order given within each partition over many concurrent calls', async () => {
      const names = freshNames();
      await withBus(names, [streamConfig(names)], async (bus) => {
        const calls = Array.from({ length: 20 }, (_, call) =>
          bus.publish(
            Array.from({ length: 100 }, (_, index) =>
              outgoing(names, `${call}-${index}`, { partition: call }),
            ),
          ),
        );
        const answers = await Promise.all(calls);
        for (const answer of answers) {
          const sequences = answer.map((published) => published.sequence);
          expect(sequences).toEqual(sequences.toSorted((a, b) => a - b));
        }
        expect(await bus.state(names.stream)).toEqual({
          firstSequence: 1,
          lastSequence: 2_000,
          messages: 2_000,
        });
      });
    });

    test('stores nothing of a call that holds a message it refuses', async () => {
      const names = freshNames();
      await withBus(names, [streamConfig(names)], async (bus) => {
        const wrong = [
          outgoing(names, 'a', { partition: 32 }),
          outgoing(names, 'a', { subject: `${names.prefix}.Upper.0.x` }),
          outgoing(names, 'a', { subject: 'unknown.tenant.0.x' }),
          outgoing(names, 'a', { headers: { 'ce-id': 'two\nlines' } }),
          outgoing(names, ''),
          outgoing(names, 'a', { data: new Uint8Array(1_100_000) }),
        ];
        for (const message of wrong) {
          await expect(bus.publish([outgoing(names, 'good'), message])).rejects.toThrow();
        }
        expect((await bus.state(names.stream)).messages).toBe(0);
      });
    });

    test('any sequence of publishes equals a map from id to first position', async () => {
      const names = freshNames();
      await withBus(names, [streamConfig(names)], async (bus) => {
        const first = new Map<string, number>();
        const ids = fc.array(fc.integer({ min: 0, max: 60 }).map(String), { minLength: 1, maxLength: 40 });
        const property = fc.asyncProperty(ids, async (batch) => {
          const published = await bus.publish(batch.map((id) => outgoing(names, id)));
          for (const [index, id] of batch.entries()) {
            const known = first.get(id);
            const expected = { sequence: known ?? first.size + 1, duplicate: known !== undefined };
            expect(published[index]).toEqual(expected);
            first.set(id, expected.sequence);
          }
        });
        await fc.assert(property, { numRuns: 50, endOnFailure: true });
      });
    });
  });
}
