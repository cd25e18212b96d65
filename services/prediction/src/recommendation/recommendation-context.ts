import type { MessageInitShape } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import type { AffinityBasisSchema } from '@perennial/contracts/gen/perennial/prediction/v1/affinity_pb';
import type { FactsReader } from '@perennial/facts';
import type { PageTokens } from '@perennial/runtime';
import type { Missing } from '../domain/missing.ts';
import { predictionErrors } from '../errors.ts';
import type { Affinity, AffinityKeeper } from './affinity-keeper.ts';
import type { GroupVersionStore } from './group-version-store.ts';

/** What the handlers answer from. */
export interface RecommendationContext {
  keeper: AffinityKeeper;
  versions: GroupVersionStore;
  pageTokens: PageTokens;
  now(): number;
  /** Empty facts for a tenant without events. */
  factsOf(tenant: string): FactsReader;
}

export const NO_ORDERS: Missing = { what: 'orders', have: 0, need: 1 };

/** @throws AFFINITY_BEING_LEARNED */
export async function knownAffinity({ keeper }: RecommendationContext, tenant: string): Promise<Affinity> {
  const affinity = await keeper.known(tenant);
  if (affinity === undefined) throw predictionErrors.AFFINITY_BEING_LEARNED();
  return affinity;
}

export function affinityBasis({
  model,
  baskets,
  groups,
}: Affinity): MessageInitShape<typeof AffinityBasisSchema> {
  return {
    learnTime: timestampFromMs(model.at),
    groupsVersion: groups?.version.version ?? 0,
    baskets: BigInt(baskets),
    products: BigInt(model.productIds.length),
  };
}

/** '' where nobody told it. */
export function productName(facts: FactsReader, productId: string): string {
  return facts.product(productId)?.name ?? '';
}
