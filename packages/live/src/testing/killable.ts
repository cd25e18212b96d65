import type { Bus } from '@perennial/bus';
import type { Collection, Store, StoreDocument } from '@perennial/store';

/** Stands between a process and what it writes to; after a number of steps the process is dead and nothing gets through any more. */
export class Killer {
  steps = 0;
  readonly #killAt: number;
  #killed = false;
  readonly dead: Promise<void>;
  #die: () => void;

  /** @param killAt each call has two steps, before it and after it; infinite kills never */
  constructor(killAt: number) {
    this.#killAt = killAt;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.dead = promise;
    this.#die = resolve;
  }

  get killed(): boolean {
    return this.#killed;
  }

  async call<Result>(task: () => Promise<Result>): Promise<Result> {
    this.#step();
    const result = await task();
    this.#step();
    return result;
  }

  #step(): void {
    if (this.steps === this.#killAt) {
      this.#killed = true;
      this.#die();
    }
    this.steps += 1;
    if (this.#killed) throw new Error('the process was killed here');
  }

  bus(bus: Bus): Bus {
    const reading = (options: Parameters<Bus['read']>[0]) => this.#read(bus.read(options));
    return {
      streamConfig: (stream) => bus.streamConfig(stream),
      publish: (messages) => this.call(() => bus.publish(messages)),
      read: reading,
      work: (options, handler) => bus.work(options, handler),
      state: (stream) => this.call(() => bus.state(stream)),
      purge: (stream, filter) => bus.purge(stream, filter),
      remove: (stream, sequence) => bus.remove(stream, sequence),
      ping: () => bus.ping(),
      drain: () => bus.drain(),
    };
  }

  async *#read<Batch>(batches: AsyncIterable<Batch>): AsyncGenerator<Batch> {
    for await (const batch of batches) {
      this.#step();
      yield batch;
    }
  }

  store(store: Store): Store {
    return {
      collection: <T extends StoreDocument>(name: string) => this.#collection(store.collection<T>(name)),
      ping: () => store.ping(),
      close: () => store.close(),
    };
  }

  #collection<T extends StoreDocument>(collection: Collection<T>): Collection<T> {
    return {
      find: (filter, options) => collection.find(filter, options),
      findOne: (filter, options) => this.call(() => collection.findOne(filter, options)),
      insertOne: (document) => this.call(() => collection.insertOne(document)),
      updateOne: (filter, update, options) => this.call(() => collection.updateOne(filter, update, options)),
      findOneAndUpdate: (filter, update, options) =>
        this.call(() => collection.findOneAndUpdate(filter, update, options)),
      replaceOne: (filter, replacement, options) =>
        this.call(() => collection.replaceOne(filter, replacement, options)),
      deleteOne: (filter) => this.call(() => collection.deleteOne(filter)),
      deleteMany: (filter) => this.call(() => collection.deleteMany(filter)),
      bulkWrite: (operations) => this.call(() => collection.bulkWrite(operations)),
      countDocuments: (filter) => this.call(() => collection.countDocuments(filter)),
      createIndex: (keys, options) => this.call(() => collection.createIndex(keys, options)),
    };
  }
}
