import { describe, expect, test } from '@jest/globals';
import { listDeadLetters } from '../dead-letter/list-dead-letters.ts';
import { parkDeadLetter } from '../dead-letter/park-dead-letter.ts';
import { discardDeadLetter, replayDeadLetter } from '../dead-letter/settle-dead-letter.ts';
import type { Bus } from '../port.ts';
import { freshNames, type Names, outgoing, readToEnd, streamConfig, type WithBus } from './bus-harness.ts';

/** Publishes `count` messages and parks each of them. */
async function parkMany(bus: Bus, names: Names, count: number): Promise<void> {
  const headers = { 'ce-type': 'perennial.x.v1' };
  await bus.publish(Array.from({ length: count }, (_, index) => outgoing(names, `m${index}`, { headers })));
  for (const message of await readToEnd(bus, names.stream)) {
    await parkDeadLetter(bus, {
      stream: names.stream,
      tenant: names.tenant,
      message,
      consumer: 'profile-reader',
      attempts: 5,
      firstError: new RangeError('ünexpected\nfirst'),
      lastError: 'text',
      parkedAtMs: 1_700_000_000_000,
    });
  }
}

export function deadLetterContract(withBus: WithBus): void {
  describe('dead letters', () => {
    test('keep the message, its origin and both errors, and are listed by tenant from a position', async () => {
      const names = freshNames();
      await withBus(names, [streamConfig(names)], async (bus) => {
        await parkMany(bus, names, 3);
        const all = await listDeadLetters(bus, { tenant: names.tenant, after: 0, limit: 10 });
        expect(all[0]).toMatchObject({
          stream: names.stream,
          subject: `${names.prefix}.${names.tenant}.0.thing`,
          messageId: 'm0',
          tenant: names.tenant,
          consumer: 'profile-reader',
          attempts: 5,
          firstError: 'RangeError: ünexpected first',
          lastError: 'text',
          parkedAtMs: 1_700_000_000_000,
          headers: { 'ce-type': 'perennial.x.v1' },
        });
        const after = all[0]?.sequence ?? 0;
        const page = await listDeadLetters(bus, { tenant: names.tenant, after, limit: 1 });
        expect(page.map((letter) => letter.messageId)).toEqual(['m1']);
        expect(await listDeadLetters(bus, { tenant: 'nobody', after: 0, limit: 10 })).toEqual([]);
      });
    });

    test('parking the same message twice stores one letter', async () => {
      const names = freshNames();
      await withBus(names, [streamConfig(names)], async (bus) => {
        await parkMany(bus, names, 1);
        await parkMany(bus, names, 1);
        expect(await listDeadLetters(bus, { tenant: names.tenant, after: 0, limit: 10 })).toHaveLength(1);
      });
    });

    test('replay publishes the original once at the end of its stream and removes the letter', async () => {
      const names = freshNames();
      await withBus(names, [streamConfig(names)], async (bus) => {
        await parkMany(bus, names, 2);
        const [letter] = await listDeadLetters(bus, { tenant: names.tenant, after: 0, limit: 1 });
        const sequence = letter?.sequence ?? 0;
        expect(await replayDeadLetter(bus, sequence)).toEqual({ sequence: 3, duplicate: false });
        expect(await replayDeadLetter(bus, sequence)).toBeUndefined();
        const replayed = (await readToEnd(bus, names.stream)).at(-1);
        expect(replayed).toMatchObject({
          id: `replay:${sequence}:m0`,
          headers: { 'ce-type': 'perennial.x.v1' },
        });
        expect(new TextDecoder().decode(replayed?.data)).toBe('m0');
        const left = await listDeadLetters(bus, { tenant: names.tenant, after: 0, limit: 10 });
        expect(left.map((remaining) => remaining.messageId)).toEqual(['m1']);
      });
    });

    test('a replay that was cut off before the removal publishes nothing new', async () => {
      const names = freshNames();
      await withBus(names, [streamConfig(names)], async (bus) => {
        await parkMany(bus, names, 1);
        const [letter] = await listDeadLetters(bus, { tenant: names.tenant, after: 0, limit: 1 });
        const { sequence = 0, subject = '', headers = {}, data = new Uint8Array() } = letter ?? {};
        await bus.publish([{ subject, id: `replay:${sequence}:m0`, headers, data }]);
        expect(await replayDeadLetter(bus, sequence)).toEqual({ sequence: 2, duplicate: true });
        expect((await bus.state(names.stream)).messages).toBe(2);
      });
    });

    test('discard removes the letter and leaves the stream as it is', async () => {
      const names = freshNames();
      await withBus(names, [streamConfig(names)], async (bus) => {
        await parkMany(bus, names, 1);
        const [letter] = await listDeadLetters(bus, { tenant: names.tenant, after: 0, limit: 1 });
        expect(await discardDeadLetter(bus, letter?.sequence ?? 0)).toBe(true);
        expect(await discardDeadLetter(bus, letter?.sequence ?? 0)).toBe(false);
        expect((await bus.state(names.stream)).messages).toBe(1);
      });
    });
  });
}
