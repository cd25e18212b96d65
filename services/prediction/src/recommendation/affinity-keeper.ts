import { setTimeout as delay } from 'node:timers/promises';
import { type AffinityModel, GroupPlacer, readOrderFacts } from '@perennial/affinity';
import type { FactsReader } from '@perennial/facts';
import { type Logger, runOutsideCall } from '@perennial/runtime';
import type { GroupMembers } from './group-members.ts';
import { type GroupVersion, groupedCustomers, spaceOf, storedGroups } from './group-version.ts';
import type { GroupVersionStore } from './group-version-store.ts';
import type { learnInThread } from './learn-in-thread.ts';

/** What goes with what in one shop, and who buys alike: replaced as a whole. */
export interface Affinity {
  model: AffinityModel;
  /** The model's number of a product. */
  productNumbers: ReadonlyMap<string, number>;
  baskets: number;
  /** Unset where nobody bought enough to be grouped. */
  groups?: { version: GroupVersion; placer: GroupPlacer };
  members: GroupMembers;
  /** From when on it is learned anew when asked for. */
  staleFromMs: number;
}

export interface AffinityKeeperOptions {
  versions: GroupVersionStore;
  factsOf(tenant: string): FactsReader;
  learn: typeof learnInThread;
  now(): number;
  logger: Logger;
}

/** How long a call waits for what is being learned. */
const PATIENCE_MS = 10_000;
/** What is learned holds for so many times as long as learning took, and for ten minutes at least. */
const HELD_TIMES = 100;
const LEAST_HELD_MS = 600_000;
/** A shop without orders is looked at again soon. */
const EMPTY_HELD_MS = 2_000;

/**
 * Learns what goes with what of all tenants, one after the other. The lists are kept in memory, as learning them again takes a second or two a
 * million lines; groups are kept as versions, out of which the next ones grow.
 */
export class AffinityKeeper {
  readonly #options: AffinityKeeperOptions;
  readonly #known = new Map<string, Affinity>();
  readonly #running = new Map<string, Promise<void>>();
  readonly #abort = new AbortController();
  #last: Promise<void> = Promise.resolve();

  constructor(options: AffinityKeeperOptions) {
    this.#options = options;
  }

  /** Learns anew, with new groups; never throws: what was known stays. */
  async refresh(tenant: string): Promise<void> {
    await this.#queue(tenant, true);
  }

  /** What is known; waits a little where that is nothing yet, and then gives undefined. */
  async known(tenant: string): Promise<Affinity | undefined> {
    const known = this.#known.get(tenant);
    if (known !== undefined && this.#options.now() < known.staleFromMs) return known;
    const learning = this.#running.get(tenant) ?? this.#queue(tenant, false);
    if (known !== undefined && known.baskets > 0) return known;
    const patience = new AbortController();
    const expired = delay(PATIENCE_MS, undefined, { signal: patience.signal }).catch(() => undefined);
    await Promise.race([learning, expired]);
    patience.abort();
    return this.#known.get(tenant);
  }

  /** Breaks off what runs. */
  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#last;
  }

  #queue(tenant: string, findGroups: boolean): Promise<void> {
    const learning = this.#last.then(() => runOutsideCall(() => this.#tryToLearn(tenant, findGroups)));
    this.#last = learning;
    this.#running.set(tenant, learning);
    void learning.then(() => {
      if (this.#running.get(tenant) === learning) this.#running.delete(tenant);
    });
    return learning;
  }

  async #tryToLearn(tenant: string, findGroups: boolean): Promise<void> {
    try {
      await this.#learn(tenant, findGroups);
    } catch (err) {
      if (this.#abort.signal.aborted) return;
      this.#options.logger.error({ err, tenant }, 'learning what goes with what failed and is tried again');
    }
  }

  async #learn(tenant: string, findGroups: boolean): Promise<void> {
    const { versions, factsOf, learn, now } = this.#options;
    const before = await versions.inForce(tenant);
    const known = before && { space: spaceOf(before), customers: groupedCustomers(before) };
    const atMs = now();
    const orders = readOrderFacts(factsOf(tenant), { at: atMs });
    const learned = await learn({ orders, atMs, known, findGroups }, this.#abort.signal);
    const { model, baskets, members, found } = learned;
    const version = found === undefined ? before : await versions.add(tenant, storedGroups(found, atMs));
    const heldMs = baskets === 0 ? EMPTY_HELD_MS : Math.max(LEAST_HELD_MS, HELD_TIMES * (now() - atMs));
    this.#known.set(tenant, {
      ...{ model, baskets, members },
      productNumbers: new Map(model.productIds.map((id, number) => [id, number])),
      ...(version === undefined ? {} : { groups: { version, placer: new GroupPlacer(spaceOf(version)) } }),
      staleFromMs: atMs + heldMs,
    });
  }
}
