export { type Baskets, filterBaskets, GUEST } from './baskets/baskets.ts';
export { basketsFromFacts, basketsOfOrders } from './baskets/baskets-from-facts.ts';
export { type CustomerProducts, customerProducts } from './baskets/customer-products.ts';
export { isMerchandise } from './baskets/merchandise.ts';
export { buffersOf, type OrderFacts, readOrderFacts } from './baskets/order-facts.ts';
export type { ReadOptions } from './baskets/order-lines.ts';
export { type HitRate, hitRate } from './evaluation/hit-rate.ts';
export { type HoldOut, holdOutFrom, holdOutLast } from './evaluation/hold-out.ts';
export type { Characteristic } from './groups/characteristics.ts';
export { type CustomerGroups, type GroupOptions, groupCustomers } from './groups/customer-groups.ts';
export type { CustomerGroup } from './groups/group-names.ts';
export { type GroupPlace, GroupPlacer, type GroupSpace, type ProductBaskets } from './groups/group-space.ts';
export { boughtAfter } from './pairs/bought-after.ts';
export { boughtTogether } from './pairs/bought-together.ts';
export { type RelatedProducts, type Relation, relationsOf } from './pairs/related-products.ts';
export { similarProducts } from './pairs/similar-products.ts';
export { type AffinityModel, affinityOfBaskets, learnAffinity } from './recommend/affinity-model.ts';
export { boughtBaskets, customerBaskets, pastInModel } from './recommend/customer-past.ts';
export { type PastBasket, PastBaskets } from './recommend/past-baskets.ts';
export {
  type Reason,
  type Recommendation,
  type RecommendOptions,
  recommend,
} from './recommend/recommend.ts';
export { STRATEGIES, type Strategy } from './recommend/strategies.ts';
