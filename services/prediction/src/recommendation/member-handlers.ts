import type { ServiceImpl } from '@connectrpc/connect';
import type { RecommendationService } from '@perennial/contracts/gen/perennial/prediction/v1/recommendation_service_pb';
import { pageSizeOf, tenantOf } from '@perennial/runtime';
import { predictionErrors } from '../errors.ts';
import { pageOf } from './page-of.ts';
import { affinityBasis, knownAffinity, type RecommendationContext } from './recommendation-context.ts';

const LARGEST_PAGE = 1000;

/** Who is in a group, as of when it was learned. */
export function memberHandlers(
  context: RecommendationContext,
): Pick<ServiceImpl<typeof RecommendationService>, 'listAffinityGroupMembers'> {
  return {
    async listAffinityGroupMembers({ group, pageSize, pageToken }, call) {
      const tenant = tenantOf(call);
      const affinity = await knownAffinity(context, tenant);
      const { groups, members, model } = affinity;
      const shown = groups?.version.groups[group - 1];
      if (shown === undefined) throw predictionErrors.AFFINITY_GROUP_NOT_FOUND({ group: String(group) });
      const { start, customer, closeness } = members;
      const first = start[group - 1] ?? customer.length;
      const total = (start[group] ?? customer.length) - first;
      const scope = { tenant, query: ['ListAffinityGroupMembers', String(group), String(model.at)] };
      const { from, to, nextPageToken } = pageOf(context.pageTokens, scope, {
        ...{ pageToken, total },
        size: pageSizeOf(pageSize, LARGEST_PAGE),
      });
      const facts = context.factsOf(tenant);
      const rows = Array.from(customer.subarray(first + from, first + to), (index, place) => ({
        customerId: facts.customerIdAt(index),
        group,
        name: shown.name,
        closeness: closeness[first + from + place],
      }));
      return {
        basis: affinityBasis(affinity),
        members: rows,
        nextPageToken,
        totalCount: BigInt(total),
      };
    },
  };
}
