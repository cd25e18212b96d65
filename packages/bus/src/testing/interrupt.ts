import type { Collection, Store, StoreDocument } from '@perennial/store';
import type { Bus, Message, ReadOptions } from '../port.ts';

/**
 * Stands for a process that dies at its n-th await: that call is carried out or not, its answer never arrives, and nothing
 * after it has an effect.
 */
export class Interrupt {
  readonly #at: number;
  readonly #carriedOut: boolean;
  #calls = 0;

  constructor(at: number, carriedOut: boolean) {
    this.#at = at;
    this.#carriedOut = carriedOut;
  }

  get happened(): boolean {
    return this.#calls >= this.#at;
  }

  async point<T>(call: () => Promise<T>): Promise<T> {
    if (this.happened) throw new Error('killed');
    this.#calls++;
    if (!this.happened) return call();
    if (this.#carriedOut) await call();
    throw new Error('killed');
  }
}

function collectionUnder<T extends StoreDocument>(
  collection: Collection<T>,
  interrupt: Interrupt,
): Collection<T> {
  return {
    find: (filter, options) => {
      const cursor = collection.find(filter, options);
      return {
        toArray: () => interrupt.point(() => cursor.toArray()),
        [Symbol.asyncIterator]: () => cursor[Symbol.asyncIterator](),
      };
    },
    findOne: (filter, options) => interrupt.point(() => collection.findOne(filter, options)),
    insertOne: (document) => interrupt.point(() => collection.insertOne(document)),
    updateOne: (filter, update, options) =>
      interrupt.point(() => collection.updateOne(filter, update, options)),
    findOneAndUpdate: (filter, update, options) =>
      interrupt.point(() => collection.findOneAndUpdate(filter, update, options)),
    replaceOne: (filter, replacement, options) =>
      interrupt.point(() => collection.replaceOne(filter, replacement, options)),
    deleteOne: (filter) => interrupt.point(() => collection.deleteOne(filter)),
    deleteMany: (filter) => interrupt.point(() => collection.deleteMany(filter)),
    bulkWrite: (operations) => interrupt.point(() => collection.bulkWrite(operations)),
    countDocuments: (filter) => interrupt.point(() => collection.countDocuments(filter)),
    createIndex: (keys, options) => interrupt.point(() => collection.createIndex(keys, options)),
  };
}

/** The real store, seen by a process that dies. */
export function storeUnder(store: Store, interrupt: Interrupt): Store {
  return {
    collection: <T extends StoreDocument>(name: string) =>
      collectionUnder(store.collection<T>(name), interrupt),
    ping: () => interrupt.point(() => store.ping()),
    close: () => store.close(),
  };
}

async function* readUnder(bus: Bus, interrupt: Interrupt, options: ReadOptions): AsyncGenerator<Message[]> {
  for await (const batch of bus.read(options)) yield await interrupt.point(async () => batch);
}

/** The real bus, seen by a process that dies. */
export function busUnder(bus: Bus, interrupt: Interrupt): Bus {
  return {
    streamConfig: (stream) => bus.streamConfig(stream),
    publish: (messages) => interrupt.point(() => bus.publish(messages)),
    read: (options) => readUnder(bus, interrupt, options),
    work: (options, handler) => bus.work(options, handler),
    state: (stream) => interrupt.point(() => bus.state(stream)),
    purge: (stream, filter) => bus.purge(stream, filter),
    remove: (stream, sequence) => bus.remove(stream, sequence),
    ping: () => interrupt.point(() => bus.ping()),
    drain: () => bus.drain(),
  };
}
