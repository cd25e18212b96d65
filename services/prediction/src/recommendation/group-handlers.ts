import type { MessageInitShape } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import type { ServiceImpl } from '@connectrpc/connect';
import { boughtBaskets, customerBaskets } from '@perennial/affinity';
import type {
  AffinityGroupSchema,
  GroupProductSchema,
} from '@perennial/contracts/gen/perennial/prediction/v1/affinity_pb';
import type { RecommendationService } from '@perennial/contracts/gen/perennial/prediction/v1/recommendation_service_pb';
import type { FactsReader } from '@perennial/facts';
import { tenantOf } from '@perennial/runtime';
import { predictionErrors } from '../errors.ts';
import { customerIndex } from '../rpc/customer-index.ts';
import type { Affinity } from './affinity-keeper.ts';
import { type GroupVersion, spaceOf } from './group-version.ts';
import {
  affinityBasis,
  knownAffinity,
  NO_ORDERS,
  productName,
  type RecommendationContext,
} from './recommendation-context.ts';

type Handlers = Pick<
  ServiceImpl<typeof RecommendationService>,
  'listAffinityGroups' | 'getCustomerAffinityGroup' | 'getGroupSpace'
>;

/** Groups of customers who buy similar products (SEG-5), and where they lie. */
export function groupHandlers(context: RecommendationContext): Handlers {
  const { versions } = context;
  return {
    async listAffinityGroups({ version }, call) {
      const tenant = tenantOf(call);
      const affinity = await knownAffinity(context, tenant);
      const shown = await versionOf(context, tenant, version, affinity);
      const facts = context.factsOf(tenant);
      return {
        basis: { ...affinityBasis(affinity), groupsVersion: shown?.version ?? 0 },
        groups: (shown?.groups ?? []).map((_, place, groups) => groupMessage(groups, place, facts)),
        versions: await versions.numbers(tenant),
        missing: shown === undefined ? [missingGroups(affinity)] : [],
      };
    },

    async getCustomerAffinityGroup({ customerId }, call) {
      const tenant = tenantOf(call);
      const facts = context.factsOf(tenant);
      const customer = customerIndex(facts, customerId);
      const affinity = await knownAffinity(context, tenant);
      const basis = affinityBasis(affinity);
      if (affinity.groups === undefined) return { basis, missing: [missingGroups(affinity)] };
      const { placer, version } = affinity.groups;
      const bought = boughtBaskets(customerBaskets(facts, customer, { at: context.now() }));
      const place = placer.place(bought);
      if (place === undefined) {
        const need = placer.space.leastProducts;
        return {
          basis,
          missing: [{ what: 'distinct_products', have: Math.min(bought.size, need - 1), need }],
        };
      }
      const { group, closeness } = place;
      const { name, products } = version.groups[group];
      return {
        basis,
        membership: { customerId, group: group + 1, name, closeness },
        products: products.map((product) => groupProduct(product, facts)),
      };
    },

    async getGroupSpace({ knownVersion, version: asked }, call) {
      const tenant = tenantOf(call);
      const found = asked === 0 ? await versions.inForce(tenant) : await keptVersion(context, tenant, asked);
      if (found === undefined) return {};
      const { version, groups, learnedAtMs } = found;
      const told = {
        version,
        names: groups.map(({ name }) => name),
        learnTime: timestampFromMs(learnedAtMs),
      };
      if (version === knownVersion) return told;
      const { rarity, weight, productIds, ...space } = spaceOf(found);
      return {
        ...told,
        space: { ...space, productIds: [...productIds], rarities: [...rarity], weights: [...weight] },
      };
    },
  };
}

/** @throws AFFINITY_VERSION_NOT_FOUND */
async function versionOf(
  context: RecommendationContext,
  tenant: string,
  version: number,
  { groups }: Affinity,
): Promise<GroupVersion | undefined> {
  return version === 0 ? groups?.version : await keptVersion(context, tenant, version);
}

/** @throws AFFINITY_VERSION_NOT_FOUND */
async function keptVersion(
  { versions }: RecommendationContext,
  tenant: string,
  version: number,
): Promise<GroupVersion> {
  const found = await versions.get(tenant, version);
  if (found === undefined) throw predictionErrors.AFFINITY_VERSION_NOT_FOUND({ version: String(version) });
  return found;
}

/** Why there are no groups: there is nothing to group, or nobody with enough products. */
function missingGroups({ baskets }: Affinity) {
  return baskets === 0 ? NO_ORDERS : { what: 'distinct_products', have: 0, need: 1 };
}

function groupMessage(
  groups: GroupVersion['groups'],
  place: number,
  facts: FactsReader,
): MessageInitShape<typeof AffinityGroupSchema> {
  const { name, customerCount, products } = groups[place];
  return {
    group: place + 1,
    name,
    customers: BigInt(customerCount),
    products: products.map((product) => groupProduct(product, facts)),
  };
}

function groupProduct(
  { productId, customers, lift }: GroupVersion['groups'][number]['products'][number],
  facts: FactsReader,
): MessageInitShape<typeof GroupProductSchema> {
  return { productId, lift, name: productName(facts, productId), customers: BigInt(customers) };
}
