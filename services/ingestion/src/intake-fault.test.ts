import { describe, expect, test } from '@jest/globals';
import { type Bus, listDeadLetters, type Message, parkDeadLetter, replayDeadLetter } from '@perennial/bus';
import type { Collection, Store, StoreDocument } from '@perennial/store';
import { openEmbeddedPorts } from './testing/embedded-ports.ts';
import { createHandler, intakeAfter, intakeMessages, NOW, TENANT } from './testing/pipeline.ts';
import { type ReadEvent, readEvents } from './testing/read-events.ts';

class Killed extends Error {}

/** Counts the calls to the ports, and dies before or after the chosen one. */
class Fault {
  calls = 0;
  readonly #at: number;
  readonly #after: boolean;

  constructor(at: number, after: boolean) {
    this.#at = at;
    this.#after = after;
  }

  async around<T>(call: () => Promise<T>): Promise<T> {
    const mine = this.calls;
    this.calls += 1;
    if (mine === this.#at && !this.#after) throw new Killed();
    const result = await call();
    if (mine === this.#at) throw new Killed();
    return result;
  }
}

function faultyStore(store: Store, fault: Fault): Store {
  const wrap = <T extends StoreDocument>(collection: Collection<T>): Collection<T> => ({
    find: (filter, options) => {
      const cursor = collection.find(filter, options);
      return {
        [Symbol.asyncIterator]: () => cursor[Symbol.asyncIterator](),
        toArray: () => fault.around(() => cursor.toArray()),
      };
    },
    findOne: (...args) => fault.around(() => collection.findOne(...args)),
    insertOne: (...args) => fault.around(() => collection.insertOne(...args)),
    updateOne: (...args) => fault.around(() => collection.updateOne(...args)),
    findOneAndUpdate: (...args) => fault.around(() => collection.findOneAndUpdate(...args)),
    replaceOne: (...args) => fault.around(() => collection.replaceOne(...args)),
    deleteOne: (...args) => fault.around(() => collection.deleteOne(...args)),
    deleteMany: (...args) => fault.around(() => collection.deleteMany(...args)),
    bulkWrite: (...args) => fault.around(() => collection.bulkWrite(...args)),
    countDocuments: (...args) => fault.around(() => collection.countDocuments(...args)),
    createIndex: (...args) => collection.createIndex(...args),
  });
  return {
    ping: () => store.ping(),
    close: () => store.close(),
    collection: (name) => wrap(store.collection(name)),
  };
}

function faultyBus(bus: Bus, fault: Fault): Bus {
  return {
    publish: (messages) => fault.around(() => bus.publish(messages)),
    read: (options) => bus.read(options),
    work: (options, handler) => bus.work(options, handler),
    state: (stream) => fault.around(() => bus.state(stream)),
    purge: (stream, filter) => bus.purge(stream, filter),
    remove: (stream, sequence) => bus.remove(stream, sequence),
    streamConfig: (stream) => bus.streamConfig(stream),
    ping: () => bus.ping(),
    drain: () => bus.drain(),
  };
}

const line = { product_id: 'p', price: '10' };
const BATCHES = [
  [
    { type: 'page', messageId: 'm1', anonymousId: 'a' },
    { type: 'order', messageId: 'm2', order_id: 'o1', lines: [line] },
    { type: 'refund', messageId: 'm3', order_id: 'o2' },
  ],
  [
    { type: 'identify', messageId: 'm4', userId: 'u', anonymousId: 'a', traits: { email: 'u@a.de' } },
    { type: 'order', messageId: 'm5', order_id: 'o1', user_id: 'u', updated_time: NOW, lines: [line, line] },
    { type: 'order', messageId: 'm6', order_id: 'o2', user_id: 'u', lines: [line] },
    { type: 'cancellation', messageId: 'm7', order_id: 'o1' },
    { type: 'page', messageId: 'm1', anonymousId: 'a' },
  ],
];

interface Outcome {
  events: ReadEvent[];
  calls: number;
}

/** The bus drops repeats within its window: `hoursLater` puts the replay behind it. */
async function runWithFault(at: number, after: boolean, hoursLater: number): Promise<Outcome> {
  let now = NOW;
  const ports = await openEmbeddedPorts(() => now);
  try {
    const fault = new Fault(at, after);
    for (const batch of BATCHES) await ports.bus.publish(intakeMessages(batch, NOW));
    const messages: readonly Message[] = await intakeAfter(ports.bus, 0);
    const first = await createHandler(faultyBus(ports.bus, fault), faultyStore(ports.store, fault));
    let position = 0;
    try {
      for (; position < messages.length; position += 1)
        await first.handle(messages.slice(position, position + 1));
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      now += hoursLater * 3_600_000;
      const second = await createHandler(ports.bus, ports.store);
      for (; position < messages.length; position += 1)
        await second.handle(messages.slice(position, position + 1));
    }
    return { events: await readEvents(ports.bus), calls: fault.calls };
  } finally {
    await ports.close();
  }
}

function inOrder(events: readonly ReadEvent[]): ReadEvent[] {
  return [...events].sort((a, b) => (a.id < b.id ? -1 : 1));
}

describe('reliability #2, #3, #5: a reader that dies at any point', () => {
  test.each([
    ['within the duplicate window', 0],
    ['long after it', 3],
  ])('ends with the same events, each published once, when it starts again %s', async (_when, hoursLater) => {
    const whole = await runWithFault(-1, false, 0);
    expect(whole.events.length).toBeGreaterThan(10);
    for (let at = 0; at < whole.calls; at += 1) {
      for (const after of [false, true]) {
        const { events } = await runWithFault(at, after, hoursLater);
        expect(inOrder(events)).toEqual(inOrder(whole.events));
      }
    }
  });

  test('a message that its reader gave up and parked is taken whole when it comes back from DEAD', async () => {
    const ports = await openEmbeddedPorts(() => NOW);
    try {
      await ports.bus.publish(intakeMessages(BATCHES[1] ?? []));
      const [message] = await intakeAfter(ports.bus, 0);
      if (message === undefined) throw new Error('INTAKE is empty');
      // Dies at the publish: the claims are stored, the events are not.
      const fault = new Fault(1_000, false);
      const broken = { ...faultyBus(ports.bus, fault), publish: () => Promise.reject(new Killed()) };
      await expect((await createHandler(broken, ports.store)).handle([message])).rejects.toThrow(Killed);
      const letter = { stream: 'INTAKE', tenant: TENANT, consumer: 'intake', attempts: 5 };
      const error = new Killed();
      await parkDeadLetter(ports.bus, {
        ...letter,
        message,
        firstError: error,
        lastError: error,
        parkedAtMs: NOW,
      });
      const [parked] = await listDeadLetters(ports.bus, { after: 0, limit: 1 });
      await replayDeadLetter(ports.bus, parked?.sequence ?? 0);
      const back = await intakeAfter(ports.bus, message.sequence);
      await (await createHandler(ports.bus, ports.store)).handle(back);
      const names = (await readEvents(ports.bus)).map((event) => event.name);
      expect(names).toEqual(
        expect.arrayContaining(['customer_identified', 'order_completed', 'order_cancelled']),
      );
    } finally {
      await ports.close();
    }
  });
});
