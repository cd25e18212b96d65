import type { MessageInitShape } from '@bufbuild/protobuf';
import type { ServiceImpl } from '@connectrpc/connect';
import {
  customerBaskets,
  pastInModel,
  type Recommendation,
  recommend,
  STRATEGIES,
} from '@perennial/affinity';
import type { RecommendationSchema } from '@perennial/contracts/gen/perennial/prediction/v1/affinity_pb';
import type { RecommendationService } from '@perennial/contracts/gen/perennial/prediction/v1/recommendation_service_pb';
import type { FactsReader } from '@perennial/facts';
import { tenantOf } from '@perennial/runtime';
import { customerIndex } from '../rpc/customer-index.ts';
import { placeOf } from '../rpc/prediction-context.ts';
import {
  affinityBasis,
  knownAffinity,
  NO_ORDERS,
  productName,
  type RecommendationContext,
} from './recommendation-context.ts';

const USUAL_STRATEGY = 'similar';
const USUAL_COUNT = 10;
const LARGEST_COUNT = 100;

/** What to recommend to a customer (PERS-8, DSEG-31), by their past as it is now. */
export function recommendHandlers(
  context: RecommendationContext,
): Pick<ServiceImpl<typeof RecommendationService>, 'recommend'> {
  return {
    async recommend(request, call) {
      const tenant = tenantOf(call);
      const strategy = STRATEGIES[placeOf('strategy', request.strategy || USUAL_STRATEGY, STRATEGIES)];
      const facts = context.factsOf(tenant);
      const customer = customerIndex(facts, request.customerId);
      const affinity = await knownAffinity(context, tenant);
      const told = { basis: affinityBasis(affinity), strategy };
      if (affinity.baskets === 0) return { ...told, missing: [NO_ORDERS] };
      const baskets = customerBaskets(facts, customer, { at: context.now() });
      const past = pastInModel(baskets, (id) => affinity.productNumbers.get(id));
      const count = Math.min(request.count || USUAL_COUNT, LARGEST_COUNT);
      const found = recommend(affinity.model, past, { strategy, count, onlyNew: request.onlyNew });
      const isUnknown = past.length === 0 && strategy !== 'popular';
      return {
        ...told,
        recommendations: found.map((each) => recommendationMessage(each, facts)),
        missing: isUnknown ? [{ what: 'purchases', have: 0, need: 1 }] : [],
      };
    },
  };
}

function recommendationMessage(
  { productId, score, ownBaskets, lateBaskets, because }: Recommendation,
  facts: FactsReader,
): MessageInitShape<typeof RecommendationSchema> {
  return {
    ...{ productId, score },
    name: productName(facts, productId),
    ownBaskets: BigInt(ownBaskets),
    lateBaskets: BigInt(lateBaskets),
    reasons: because.map((reason) => ({
      productId: reason.productId,
      name: productName(facts, reason.productId),
      count: BigInt(reason.count),
      lift: reason.lift,
    })),
  };
}
