import type { ConnectRouter } from '@connectrpc/connect';
import type { Store } from '@perennial/store';
import { AffinityKeeper, type AffinityKeeperOptions } from './affinity-keeper.ts';
import { GroupVersionStore } from './group-version-store.ts';
import type { RecommendationContext } from './recommendation-context.ts';
import { recommendationRoutes } from './recommendation-routes.ts';

interface RecommendationOptions
  extends Omit<AffinityKeeperOptions, 'versions'>,
    Pick<RecommendationContext, 'pageTokens'> {
  store: Store;
}

/** What goes with what, who buys alike, and the RPCs that tell it. */
export interface Recommendation {
  routes(router: ConnectRouter): void;
  prepare(): Promise<void>;
  /** Learns anew; what was known stays where that fails. */
  refresh(tenant: string): Promise<void>;
  stop(): Promise<void>;
}

export function createRecommendation({ store, ...options }: RecommendationOptions): Recommendation {
  const versions = new GroupVersionStore(store);
  const keeper = new AffinityKeeper({ ...options, versions });
  return {
    routes: recommendationRoutes({ ...options, versions, keeper }),
    prepare: () => versions.prepare(),
    refresh: (tenant) => keeper.refresh(tenant),
    stop: () => keeper.stop(),
  };
}
