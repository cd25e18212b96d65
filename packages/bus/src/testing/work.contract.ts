import { describe, expect, test } from '@jest/globals';
import { listDeadLetters } from '../dead-letter/list-dead-letters.ts';
import { type Bus, type Delivery, TerminalError, type WorkHandler, type WorkOptions } from '../port.ts';
import { eventually, freshNames, type Names, outgoing, streamConfig, type WithBus } from './bus-harness.ts';

function workOptions(names: Names, overrides: Partial<WorkOptions> = {}): WorkOptions {
  return {
    stream: names.stream,
    durable: `durable-${names.place}`,
    maxInFlight: 8,
    ackWaitMs: 5_000,
    maxDeliver: 3,
    backoffMs: [20, 40],
    ...overrides,
  };
}

/** Runs one worker until `done`, then stops it. */
async function workUntil(
  bus: Bus,
  options: WorkOptions,
  handler: WorkHandler,
  done: () => boolean | Promise<boolean>,
): Promise<void> {
  const work = await bus.work(options, handler);
  await eventually('the work is done', done);
  await eventually('nothing is pending', async () => (await work.pending()) === 0);
  await work.stop(1_000);
}

function publishMany(bus: Bus, names: Names, count: number) {
  return bus.publish(Array.from({ length: count }, (_, index) => outgoing(names, `m${index}`)));
}

export function workContract(withBus: WithBus): void {
  describe('work', () => {
    test('hands each message out once, at most maxInFlight at a time, to workers that share the durable', async () => {
      const names = freshNames();
      await withBus(names, [streamConfig(names)], async (bus) => {
        await publishMany(bus, names, 200);
        const seen: string[] = [];
        let running = 0;
        let most = 0;
        const handler = async ({ message }: Delivery) => {
          running++;
          most = Math.max(most, running);
          await new Promise((resolve) => setImmediate(resolve));
          running--;
          seen.push(message.id);
        };
        const second = await bus.work(workOptions(names), handler);
        await workUntil(bus, workOptions(names), handler, () => seen.length >= 200);
        await second.stop(1_000);
        expect(new Set(seen).size).toBe(200);
        expect(seen).toHaveLength(200);
        expect(most).toBeLessThanOrEqual(16);
      });
    });

    test('tries again after the back-off and counts attempts from 1', async () => {
      const names = freshNames();
      await withBus(names, [streamConfig(names)], async (bus) => {
        await publishMany(bus, names, 1);
        const attempts: number[] = [];
        const startedAt: number[] = [];
        const handler = async ({ attempt }: Delivery) => {
          attempts.push(attempt);
          startedAt.push(Date.now());
          if (attempt < 3) throw new Error(`try ${attempt}`);
        };
        const options = workOptions(names, { backoffMs: [200, 400], maxDeliver: 5 });
        await workUntil(bus, options, handler, () => attempts.length >= 3);
        expect(attempts).toEqual([1, 2, 3]);
        const [first = 0, second = 0, third = 0] = startedAt;
        expect(second - first).toBeGreaterThanOrEqual(150);
        expect(third - second).toBeGreaterThanOrEqual(310);
        expect(await listDeadLetters(bus, { tenant: names.tenant, after: 0, limit: 10 })).toEqual([]);
      });
    });

    test('parks a message at max deliver with its reason and goes on with the others', async () => {
      const names = freshNames();
      await withBus(names, [streamConfig(names)], async (bus) => {
        await publishMany(bus, names, 3);
        const handled: string[] = [];
        let tries = 0;
        const handler = async ({ message, attempt }: Delivery) => {
          if (message.id === 'm1') {
            tries++;
            throw new Error(`broken on try ${attempt}`);
          }
          handled.push(message.id);
        };
        await workUntil(bus, workOptions(names), handler, () => tries >= 3);
        expect(handled.toSorted()).toEqual(['m0', 'm2']);
        const letters = await listDeadLetters(bus, { tenant: names.tenant, after: 0, limit: 10 });
        expect(letters).toMatchObject([
          {
            stream: names.stream,
            messageId: 'm1',
            tenant: names.tenant,
            consumer: `durable-${names.place}`,
            attempts: 3,
            firstError: 'Error: broken on try 1',
            lastError: 'Error: broken on try 3',
          },
        ]);
        expect(tries).toBe(3);
      });
    });

    test('parks at once when the handler says that no try can help', async () => {
      const names = freshNames();
      await withBus(names, [streamConfig(names)], async (bus) => {
        await publishMany(bus, names, 1);
        let tries = 0;
        const handler = async () => {
          tries++;
          throw new TerminalError('never');
        };
        await workUntil(bus, workOptions(names), handler, () => tries >= 1);
        const [letter] = await listDeadLetters(bus, { tenant: names.tenant, after: 0, limit: 10 });
        expect(letter).toMatchObject({ attempts: 1, lastError: 'TerminalError: never' });
        expect(tries).toBe(1);
      });
    });

    test('redelivers after the ack wait, aborts the late try, and parks a message that always hangs', async () => {
      const names = freshNames();
      await withBus(names, [streamConfig(names)], async (bus) => {
        await publishMany(bus, names, 1);
        const attempts: number[] = [];
        let aborted = 0;
        const handler = ({ attempt, signal }: Delivery) => {
          attempts.push(attempt);
          signal.addEventListener('abort', () => aborted++);
          return new Promise<void>(() => undefined);
        };
        const parked = async () =>
          (await listDeadLetters(bus, { tenant: names.tenant, after: 0, limit: 1 })).length > 0;
        await workUntil(bus, workOptions(names, { ackWaitMs: 300, maxDeliver: 2 }), handler, parked);
        expect(attempts).toEqual([1, 2]);
        expect(aborted).toBe(2);
      });
    });

    test('working() keeps long work from being redelivered', async () => {
      const names = freshNames();
      await withBus(names, [streamConfig(names)], async (bus) => {
        await publishMany(bus, names, 1);
        const attempts: number[] = [];
        let finished = false;
        const handler = async ({ attempt, working }: Delivery) => {
          attempts.push(attempt);
          const endAt = Date.now() + 1_500;
          await eventually('the long work ends', () => {
            working();
            return Date.now() > endAt;
          });
          finished = true;
        };
        await workUntil(bus, workOptions(names, { ackWaitMs: 600 }), handler, () => finished);
        expect(attempts).toEqual([1]);
      });
    });

    test('delivers only what the filter matches, also what is published later', async () => {
      const names = freshNames();
      await withBus(names, [streamConfig(names)], async (bus) => {
        const wanted = (id: string) =>
          outgoing(names, id, { subject: `${names.prefix}.${names.tenant}.3.wanted` });
        await bus.publish([outgoing(names, 'no'), wanted('yes-1')]);
        const seen: string[] = [];
        const handler = async ({ message }: Delivery) => void seen.push(message.id);
        const work = await bus.work(workOptions(names, { filter: `${names.prefix}.*.*.wanted` }), handler);
        await eventually('the first', () => seen.length === 1);
        await bus.publish([outgoing(names, 'no-2'), wanted('yes-2')]);
        await eventually('the second', () => seen.length === 2);
        await eventually('nothing is pending', async () => (await work.pending()) === 0);
        await work.stop(1_000);
        expect(seen).toEqual(['yes-1', 'yes-2']);
      });
    });

    test('what is acknowledged stays so, the rest is delivered after opening again', async () => {
      const names = freshNames();
      const handled: string[] = [];
      await withBus(names, [streamConfig(names)], async (bus) => {
        await publishMany(bus, names, 4);
        const work = await bus.work(workOptions(names, { maxInFlight: 1, ackWaitMs: 500 }), ({ message }) => {
          if (message.id === 'm2') return new Promise<void>(() => undefined);
          handled.push(message.id);
          return Promise.resolve();
        });
        await eventually('two are handled', () => handled.length === 2);
        await work.stop(50);
      });
      await withBus(names, [streamConfig(names)], async (bus) => {
        const again: string[] = [];
        const handler = async ({ message }: Delivery) => void again.push(message.id);
        await workUntil(bus, workOptions(names, { ackWaitMs: 500 }), handler, () => again.length >= 2);
        expect(again.toSorted()).toEqual(['m2', 'm3']);
      });
      expect(handled).toEqual(['m0', 'm1']);
    });

    test('stop waits for what is in flight and acknowledges it', async () => {
      const names = freshNames();
      await withBus(names, [streamConfig(names)], async (bus) => {
        await publishMany(bus, names, 1);
        let release: () => void = () => undefined;
        let started = false;
        const work = await bus.work(workOptions(names), () => {
          started = true;
          return new Promise<void>((resolve) => {
            release = resolve;
          });
        });
        await eventually('it has started', () => started);
        const stopped = work.stop(5_000);
        release();
        await stopped;
        const next = await bus.work(workOptions(names), async () => undefined);
        expect(await next.pending()).toBe(0);
        await next.stop(1_000);
      });
    });

    test('refuses options that can never work', async () => {
      const names = freshNames();
      await withBus(names, [streamConfig(names)], async (bus) => {
        const wrong = workOptions(names, { maxInFlight: 0, backoffMs: [], durable: 'No Good' });
        await expect(bus.work(wrong, async () => undefined)).rejects.toThrow(
          /maxInFlight.*backoffMs.*durable/,
        );
      });
    });
  });
}
