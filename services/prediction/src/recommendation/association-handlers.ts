import type { ServiceImpl } from '@connectrpc/connect';
import { relationsOf } from '@perennial/affinity';
import type { RecommendationService } from '@perennial/contracts/gen/perennial/prediction/v1/recommendation_service_pb';
import type { FactsReader } from '@perennial/facts';
import { pageSizeOf, tenantOf } from '@perennial/runtime';
import { predictionErrors } from '../errors.ts';
import { placeOf } from '../rpc/prediction-context.ts';
import { pageOf } from './page-of.ts';
import {
  affinityBasis,
  knownAffinity,
  NO_ORDERS,
  productName,
  type RecommendationContext,
} from './recommendation-context.ts';

const RELATIONS = ['together', 'after', 'similar'] as const;
const LARGEST_PAGE = 100;

/** What goes with a product. */
export function associationHandlers(
  context: RecommendationContext,
): Pick<ServiceImpl<typeof RecommendationService>, 'listAssociations'> {
  return {
    async listAssociations({ productId, relation: asked, pageSize, pageToken }, call) {
      const tenant = tenantOf(call);
      const relation = RELATIONS[placeOf('relation', asked || RELATIONS[0], RELATIONS)];
      const facts = context.factsOf(tenant);
      assertKnown(facts, productId);
      const affinity = await knownAffinity(context, tenant);
      const { model, productNumbers } = affinity;
      const told = { basis: affinityBasis(affinity), name: productName(facts, productId) };
      if (affinity.baskets === 0) return { ...told, missing: [NO_ORDERS] };
      const product = productNumbers.get(productId);
      const found = product === undefined ? [] : Array.from(relationsOf(model[relation], product));
      const scope = { tenant, query: ['ListAssociations', productId, relation, String(model.at)] };
      const { from, to, nextPageToken } = pageOf(context.pageTokens, scope, {
        ...{ pageToken, total: found.length },
        size: pageSizeOf(pageSize, LARGEST_PAGE),
      });
      return {
        ...told,
        associations: found.slice(from, to).map(({ product: other, strength, count, lift }) => {
          const otherId = model.productIds[other];
          const name = productName(facts, otherId);
          return { productId: otherId, name, strength, count: BigInt(count), lift };
        }),
        nextPageToken,
        totalCount: BigInt(found.length),
      };
    },
  };
}

/** @throws PRODUCT_NOT_KNOWN */
function assertKnown(facts: FactsReader, productId: string): void {
  const isKnown =
    facts.dictionary('product').codeOf(productId) >= 0 || facts.product(productId) !== undefined;
  if (!isKnown) throw predictionErrors.PRODUCT_NOT_KNOWN({ product_id: productId });
}
