import type { Bus } from '@perennial/bus';
import type { Collection, Store, StoreDocument } from '@perennial/store';

/** Ends the work at one step, as a kill would: nothing after it happens. */
export class KilledError extends Error {
  override readonly name = 'KilledError';
}

/** Counts the steps before and after every write; the one numbered `killedAt` throws, and so do all after it. */
export class FaultPoint {
  #step = 0;
  readonly #killedAt: number;

  constructor(killedAt: number) {
    this.#killedAt = killedAt;
  }

  async around<T>(write: () => Promise<T>): Promise<T> {
    this.#pass();
    const result = await write();
    this.#pass();
    return result;
  }

  #pass(): void {
    this.#step += 1;
    if (this.#step >= this.#killedAt) throw new KilledError(`Killed at step ${this.#killedAt}`);
  }
}

export function busWithFault(bus: Bus, fault: FaultPoint): Bus {
  return new Proxy(bus, {
    get(target, name) {
      if (name === 'publish')
        return (...args: Parameters<Bus['publish']>) => fault.around(() => target.publish(...args));
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

export function storeWithFault(store: Store, fault: FaultPoint): Store {
  return {
    collection<T extends StoreDocument>(name: string): Collection<T> {
      const collection = store.collection<T>(name);
      return {
        ...collection,
        bulkWrite: (operations) => fault.around(() => collection.bulkWrite(operations)),
      };
    },
    ping: () => store.ping(),
    close: () => store.close(),
  };
}
