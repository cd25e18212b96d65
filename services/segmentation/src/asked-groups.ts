import { timestampMs } from '@bufbuild/protobuf/wkt';
import { type Client, Code, ConnectError } from '@connectrpc/connect';
import type {
  GetGroupSpaceResponse,
  RecommendationService,
} from '@perennial/contracts/gen/perennial/prediction/v1/recommendation_service_pb';
import { forTenant } from '@perennial/runtime';
import type { LearnedGroups } from '@perennial/segments';
import type { AffinityGroups } from './affinity-groups.ts';

/** The affinity groups as prediction tells them. Those in force are remembered: where they lie is sent once. */
export function askedGroups(recommendation: Client<typeof RecommendationService>): AffinityGroups {
  const inForce = new Map<string, LearnedGroups>();
  return async (tenant, version) => {
    if (version !== undefined) return await ofVersion(recommendation, tenant, version);
    const known = inForce.get(tenant);
    const request = { knownVersion: known?.version ?? 0 };
    const told = await recommendation.getGroupSpace(request, forTenant(tenant));
    if (told.version === known?.version) return known;
    const learned = learnedGroups(told);
    if (learned === undefined) inForce.delete(tenant);
    else inForce.set(tenant, learned);
    return learned;
  };
}

async function ofVersion(
  recommendation: Client<typeof RecommendationService>,
  tenant: string,
  version: number,
): Promise<LearnedGroups | undefined> {
  try {
    return learnedGroups(await recommendation.getGroupSpace({ version }, forTenant(tenant)));
  } catch (thrown) {
    if (thrown instanceof ConnectError && thrown.code === Code.NotFound) return undefined;
    throw thrown;
  }
}

function learnedGroups({ version, space, learnTime }: GetGroupSpaceResponse): LearnedGroups | undefined {
  if (version === 0) return undefined;
  if (space === undefined || learnTime === undefined)
    throw new TypeError(`prediction told version ${version} of the groups without where they lie`);
  const { groupCount, leastProducts, productIds, rarities, weights } = space;
  return {
    version,
    learnedAtMs: timestampMs(learnTime),
    space: {
      ...{ groupCount, leastProducts, productIds },
      rarity: Float32Array.from(rarities),
      weight: Float32Array.from(weights),
    },
  };
}
