import { fitsAge, type SampleProduct } from './catalogue.ts';
import { childAgeYears, type Person } from './person.ts';
import type { Random } from './random.ts';

/**
 * What a person wants at a moment: things that fit the child's age, by appeal, favourite brand and wealth; after a main product
 * its accessories, as long as they are not bought yet.
 */
export function chooseProducts(
  person: Person,
  catalogue: readonly SampleProduct[],
  atMs: number,
  random: Random,
): SampleProduct[] {
  const age = childAgeYears(person, atMs);
  const bought = new Set(person.purchases.flatMap((purchase) => purchase.products));
  const recentCategories = new Set(
    person.purchases.slice(-3).flatMap((p) => p.products.map((product) => product.categoryPath.at(-1))),
  );
  const fitting = catalogue.filter((product) => fitsAge(product, age));
  if (fitting.length === 0) return [random.pick(catalogue)];
  const weightOf = (product: SampleProduct): number => {
    let weight = product.appeal;
    if (person.favouriteBrands.includes(product.brand)) weight *= 4;
    if (product.accessoryOf !== undefined) weight *= recentCategories.has(product.accessoryOf) ? 6 : 0.4;
    if (bought.has(product)) weight *= 0.1;
    if (product.priceMinor < product.basePriceMinor) weight *= 1.8;
    return weight * Math.min(2, (person.wealth * 15_000) / product.priceMinor);
  };
  const count = Math.min(8, 1 + Math.floor(random.gamma(1.1, 1.2 * person.wealth)));
  const chosen = new Set<SampleProduct>();
  for (let i = 0; i < count; i += 1) chosen.add(random.weighted(fitting, weightOf));
  return [...chosen];
}
