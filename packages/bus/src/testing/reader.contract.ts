import { describe, expect, test } from '@jest/globals';
import { listDeadLetters } from '../dead-letter/list-dead-letters.ts';
import { replayDeadLetter } from '../dead-letter/settle-dead-letter.ts';
import { type Message, TerminalError } from '../port.ts';
import { eventually, freshNames, outgoing, streamConfig, type WithBus } from './bus-harness.ts';
import { publishSpread, SequencedState, testReader, withStore } from './reader-fixture.ts';

export function readerContract(withBus: WithBus): void {
  describe('partition reader', () => {
    test('handles everything in order, saves its position and goes on from there', async () => {
      const names = freshNames();
      await withBus(names, [streamConfig(names)], (bus) =>
        withStore(async (store) => {
          const handled: number[] = [];
          const handle = async (batch: readonly Message[]) => {
            handled.push(...batch.map((message) => message.sequence));
          };
          await publishSpread(bus, names, 40);
          const first = testReader(bus, store, names, { handle, maxBatch: 7 });
          expect(first.state).toBe('starting');
          await eventually('the first 40', () => first.through === 40);
          expect(first.state).toBe('reading');
          expect(await first.lag()).toBe(0);
          await first.stop();
          expect(first.state).toBe('stopped');
          await publishSpread(bus, names, 3, 'later');
          const second = testReader(bus, store, names, { handle });
          await eventually('the rest', () => second.through === 43);
          await second.stop();
          expect(handled).toEqual(Array.from({ length: 43 }, (_, index) => index + 1));
        }),
      );
    });

    test('parks a poison message after bounded tries, handles the others, and meets it again on replay', async () => {
      const names = freshNames();
      await withBus(names, [streamConfig(names)], (bus) =>
        withStore(async (store) => {
          const state = new SequencedState();
          let tries = 0;
          let healed = false;
          const handle = async (batch: readonly Message[]) => {
            for (const message of batch) {
              if (message.id === 'm5' && !healed && ++tries) throw new Error(`poison ${tries}`);
              state.apply(message);
            }
          };
          await publishSpread(bus, names, 12);
          const reader = testReader(bus, store, names, { handle, tries: 3 });
          await eventually('the reader has passed', () => reader.through === 12);
          expect(state.applied.map((message) => message.id)).not.toContain('m5');
          expect(state.applied).toHaveLength(11);
          const [letter] = await listDeadLetters(bus, { tenant: names.tenant, after: 0, limit: 5 });
          expect(letter).toMatchObject({ messageId: 'm5', consumer: 'reader', attempts: tries });
          expect(tries).toBeLessThanOrEqual(6);
          healed = true;
          await replayDeadLetter(bus, letter?.sequence ?? 0);
          await eventually('the replayed message', () => state.applied.length === 12);
          expect(state.applied.at(-1)?.subject).toBe(letter?.subject);
          await reader.stop();
        }),
      );
    });

    test('a message that no try can help is parked after one batch and one try of its own', async () => {
      const names = freshNames();
      await withBus(names, [streamConfig(names)], (bus) =>
        withStore(async (store) => {
          let tries = 0;
          const handle = async () => {
            tries++;
            throw new TerminalError('unknown major version');
          };
          await bus.publish([outgoing(names, 'only')]);
          const reader = testReader(bus, store, names, { handle });
          await eventually('it is passed', () => reader.through === 1);
          await reader.stop();
          expect(tries).toBe(1);
          const letters = await listDeadLetters(bus, { tenant: names.tenant, after: 0, limit: 5 });
          expect(letters).toMatchObject([{ attempts: 1, lastError: 'TerminalError: unknown major version' }]);
        }),
      );
    });

    test('starts where the state stands when the state carries its own positions', async () => {
      const names = freshNames();
      await withBus(names, [streamConfig(names)], (bus) =>
        withStore(async (store) => {
          await publishSpread(bus, names, 20);
          const handled: number[] = [];
          const handle = async (batch: readonly Message[]) => {
            handled.push(...batch.map((message) => message.sequence));
          };
          const reader = testReader(bus, store, names, {
            handle,
            startAfter: (partition) => (partition === 0 ? 9 : 18),
          });
          await eventually('the end', () => reader.through === 20);
          await reader.stop();
          expect(handled).toEqual([13, 17, 19, 20]);
        }),
      );
    });
  });
}
