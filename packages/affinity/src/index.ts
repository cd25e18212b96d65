export { type Baskets, filterBaskets, GUEST } from './baskets/baskets.ts';
export { basketsFromFacts } from './baskets/baskets-from-facts.ts';
export { type CustomerProducts, customerProducts } from './baskets/customer-products.ts';
export { isMerchandise } from './baskets/merchandise.ts';
export { boughtAfter } from './pairs/bought-after.ts';
export { boughtTogether } from './pairs/bought-together.ts';
export { type RelatedProducts, type Relation, relationsOf } from './pairs/related-products.ts';
export { similarProducts } from './pairs/similar-products.ts';
