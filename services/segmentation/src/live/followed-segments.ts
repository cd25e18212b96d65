import type { Bus } from '@perennial/bus';
import {
  AllFollowers,
  type FactsHost,
  ProgressStore,
  setSystemAlarm,
  type TenantFollower,
} from '@perennial/live';
import type { Logger } from '@perennial/runtime';
import {
  type FollowedDefinition,
  followedKey,
  namesMembers,
  type SegmentBoard,
  type SegmentState,
  type Transition,
} from '@perennial/segments';
import type { Store } from '@perennial/store';
import { type TenantSettings, zoneTime } from '@perennial/tenants';
import type { AffinityGroups } from '../affinity-groups.ts';
import type { LiveFreshness, LiveSegments } from '../definitions/live-segments.ts';
import type { ToldDefinition } from '../definitions/told-definitions.ts';
import { KeptGroups } from './kept-groups.ts';
import { segmentModel } from './segment-model.ts';
import { ToldWatch } from './told-watch.ts';

export interface FollowedSegmentsOptions {
  /** With the streams EVENTS and CHANGES. */
  bus: Bus;
  store: Store;
  /** Started after `start` of everything that follows it. */
  facts: FactsHost;
  /** Segments and groups as they are saved, and what other services tell. */
  definitionsOf(tenant: string): Promise<FollowedDefinition[]>;
  /** What other services tell; asked for again and again. */
  toldOf(tenant: string): Promise<ToldDefinition[]>;
  askEveryMs: number;
  /** The affinity groups that saved states name. */
  groupsOf: AffinityGroups;
  tenantSettings(tenant: string): Promise<TenantSettings>;
  logger: Logger;
  /** Ms since the epoch. */
  now(): number;
  /** Rings once, at that instant of the clock or after; returns how to call it off. Default a timer of the system. */
  setAlarm?: (atMs: number, ring: () => void) => () => void;
}

type Followers = AllFollowers<FollowedDefinition, Transition, SegmentState>;
type Follower = TenantFollower<FollowedDefinition, Transition, SegmentState>;

/** Members of every tenant's segments, from events, time and edits; transitions go to CHANGES. */
export class FollowedSegments implements LiveSegments {
  readonly #options: FollowedSegmentsOptions;
  readonly #progress: ProgressStore<SegmentState>;
  readonly #groups: KeptGroups;
  #followers: Followers | undefined;

  constructor(options: FollowedSegmentsOptions) {
    this.#options = options;
    this.#progress = new ProgressStore(options.store);
    this.#groups = new KeptGroups(options.groupsOf);
  }

  /** Joins the followers of the facts; what time made due during a stop is published when the facts are started. */
  async start(): Promise<void> {
    const { bus, facts, tenantSettings, logger, now, toldOf, askEveryMs } = this.#options;
    const saved = await this.#progress.all();
    this.#followers = new AllFollowers(saved, {
      ...{ bus, now, progress: this.#progress, model: segmentModel(this.#groups.find) },
      images: facts.imagesOf('segmentation'),
      definitionsOf: (tenant) => this.#definitionsOf(tenant, saved.get(tenant)?.state),
      setAlarm: this.#options.setAlarm ?? setSystemAlarm,
      onError: (err) => logger.error({ err }, 'following segments failed and is tried again'),
      zoneOf: async (tenant) => zoneTime((await tenantSettings(tenant)).timeZone),
      factsOf: async (tenant) => (await facts.feed()).factsOf(tenant),
    });
    facts.follow(this.#followers);
    const watch = new ToldWatch(saved.keys(), {
      ...{ toldOf, logger, everyMs: askEveryMs },
      follow: (tenant, told) => this.#followTold(tenant, told),
    });
    facts.follow(watch);
  }

  async edit(
    tenant: string,
    name: Pick<FollowedDefinition, 'of' | 'id'>,
    save: (atMs: number) => Promise<FollowedDefinition | undefined | false>,
  ): Promise<boolean> {
    const follower = await this.#followers?.settled(tenant);
    if (follower === undefined) return (await save(this.#options.now())) !== false;
    return await follower.edit(followedKey(name), save);
  }

  freshness(tenant: string): LiveFreshness | undefined {
    const follower = this.#followers?.of(tenant);
    if (follower?.board === undefined) return undefined;
    return { throughSequence: follower.savedProgress.eventsSequence, atMs: follower.workedThroughMs };
  }

  boardOf(tenant: string): SegmentBoard | undefined {
    return boardOf(this.#followers?.of(tenant));
  }

  /** With the groups that they, or what is saved of the tenant, stand for. */
  async #definitionsOf(tenant: string, saved: SegmentState | undefined): Promise<FollowedDefinition[]> {
    const definitions = await this.#options.definitionsOf(tenant);
    this.#groups.keep(tenant, definitions);
    if (saved !== undefined) await this.#groups.recall(tenant, saved);
    return definitions;
  }

  async #followTold(tenant: string, told: readonly ToldDefinition[]): Promise<void> {
    const follower = await this.#followers?.settled(tenant);
    if (follower === undefined) return;
    this.#groups.keep(tenant, told);
    for (const definition of told) {
      const key = followedKey(definition);
      if (follower.followedEtagOf(key) === definition.etag) continue;
      await follower.edit(key, async (atMs) => ({ ...definition, updatedAtMs: atMs }));
    }
    const toldKeys = new Set(told.map(followedKey));
    for (const key of follower.followedIds) {
      if (!namesMembers(key) && !toldKeys.has(key)) await follower.edit(key, async () => undefined);
    }
  }
}

/** The model opens such boards only. */
function boardOf(follower: Follower | undefined): SegmentBoard | undefined {
  return follower?.board as SegmentBoard | undefined;
}
