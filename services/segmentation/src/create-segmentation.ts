import { randomBytes } from 'node:crypto';
import type { ConnectRouter } from '@connectrpc/connect';
import type { Bus } from '@perennial/bus';
import type { FactsHost } from '@perennial/live';
import { createPageTokens, type Logger } from '@perennial/runtime';
import type { Store } from '@perennial/store';
import { minorPerUnit, type TenantSettings, zoneTime } from '@perennial/tenants';
import { EditQueue } from './definitions/edit-queue.ts';
import { followedGroup, followedSegment } from './definitions/followed.ts';
import { GroupCatalogue } from './definitions/group-catalogue.ts';
import { ReadyMadeCatalogue } from './definitions/ready-made-catalogue.ts';
import { References } from './definitions/references.ts';
import { SegmentCatalogue } from './definitions/segment-catalogue.ts';
import { type ToldSources, toldDefinitions } from './definitions/told-definitions.ts';
import { shopOffer } from './domain/shop-offer.ts';
import { FollowedSegments } from './live/followed-segments.ts';
import { notFollowed } from './live/not-followed.ts';
import { MemberLists } from './reading/member-lists.ts';
import { Readings } from './reading/readings.ts';
import { segmentationRoutes } from './rpc/segmentation-routes.ts';
import { GroupStore } from './store/group-store.ts';
import { SegmentStore } from './store/segment-store.ts';
import type { TenantUnits } from './tenant-units.ts';

export interface SegmentationOptions extends ToldSources {
  store: Store;
  /** The facts that questions are asked of; all services of a process share them. */
  facts: Pick<FactsHost, 'factsOf' | 'throughSequence'>;
  tenantSettings(tenant: string): Promise<TenantSettings>;
  /** What following members takes; absent: membership is only asked for. */
  follow?: FollowOptions;
  config?: SegmentationConfig;
  /** Ms since the epoch; default the system's clock. */
  clock?: () => number;
}

export interface FollowOptions {
  /** With the streams EVENTS and CHANGES. */
  bus: Bus;
  /** The same as those that are asked; started after `start` of everything that follows it. */
  facts: FactsHost;
  logger: Logger;
  /** Rings once, at that instant of the clock or after; returns how to call it off. Default a timer of the system. */
  setAlarm?: (atMs: number, ring: () => void) => () => void;
}

export interface SegmentationConfig {
  /** Signs page tokens; several instances must share it. Default a random one: tokens then end with the process. */
  pageTokenSecret?: Uint8Array;
  /** How often schemes, models and groups are asked for anew, so that members move with them; default ten seconds. */
  askEveryMs?: number;
}

export interface Segmentation {
  routes(router: ConnectRouter): void;
  /** Makes indexes; before the first call. */
  start(): Promise<void>;
}

const ASK_EVERY_MS = 10_000;

/** The segmentation service: definitions, and answers over facts that somebody else keeps up. */
export function createSegmentation(options: SegmentationOptions): Segmentation {
  const { store, facts, follow, config = {}, clock: now = Date.now } = options;
  const segmentStore = new SegmentStore(store);
  const groupStore = new GroupStore(store);
  const unitsOf = async (tenant: string): Promise<TenantUnits> => {
    const { currency, timeZone } = await options.tenantSettings(tenant);
    return { units: { currency, minorPerUnit: minorPerUnit(currency) }, zone: zoneTime(timeZone) };
  };
  const readyMade = new ReadyMadeCatalogue({
    now,
    async sourceOf(tenant) {
      const { units } = await unitsOf(tenant);
      const schemes = await options.schemesOf(tenant);
      return { offer: shopOffer(facts.factsOf(tenant), now()), schemes, ...units };
    },
  });
  const references = new References({
    segments: segmentStore,
    groups: groupStore,
    hasReadyMade: async (tenant, id) => (await readyMade.find(tenant, id)) !== undefined,
  });
  const findReadyMade = (tenant: string, id: string) => readyMade.find(tenant, id);
  const followed =
    follow &&
    new FollowedSegments({
      ...{ ...follow, store, now, tenantSettings: options.tenantSettings },
      groupsOf: options.groupsOf,
      toldOf: (tenant) => toldDefinitions(options, tenant),
      askEveryMs: config.askEveryMs ?? ASK_EVERY_MS,
      async definitionsOf(tenant) {
        const find = (id: string) => findReadyMade(tenant, id);
        const [saved, savedGroups, told] = await Promise.all([
          segmentStore.list(tenant),
          groupStore.list(tenant),
          toldDefinitions(options, tenant),
        ]);
        return [
          ...(await Promise.all(saved.map((each) => followedSegment(each, find)))),
          ...(await Promise.all(savedGroups.map((each) => followedGroup(each, find)))),
          ...told,
        ];
      },
    });
  const live = followed ?? notFollowed(now);
  const shared = { references, edits: new EditQueue(), live, findReadyMade };
  const segments = new SegmentCatalogue({ store: segmentStore, readyMade, ...shared });
  const groups = new GroupCatalogue({ store: groupStore, ...shared });
  const catalogues = { segments, groups, references };
  const routes = segmentationRoutes({
    ...catalogues,
    readyMade,
    readings: new Readings({ ...catalogues, facts, unitsOf, sources: options }),
    lists: new MemberLists(),
    pageTokens: createPageTokens(config.pageTokenSecret ?? randomBytes(32)),
    now,
    unitsOf,
  });
  return {
    routes,
    async start() {
      await Promise.all([segmentStore.prepare(), groupStore.prepare()]);
      await followed?.start();
    },
  };
}
