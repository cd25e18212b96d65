import type { FactsReader } from '@perennial/facts';

/** Something that the shop sells by, with what was sold under it. */
export interface Offered {
  /** As conditions name it. */
  value: string;
  /** For people. */
  name: string;
  /** Value of the lines sold, refunds not taken off, guests' included; minor units. */
  soldMinor: number;
}

/** What ready-made segments are made from; each list has the greatest sales first. */
export interface ShopOffer {
  products: readonly Offered[];
  brands: readonly Offered[];
  /** Every leading part of every path, as `Shoes > Boots`. */
  categories: readonly Offered[];
  stores: readonly Offered[];
  cities: readonly Offered[];
  countries: readonly Offered[];
}

/** Sums by value, in a list. */
class Sales {
  readonly #offered = new Map<string, Offered>();

  add(value: string, name: string, soldMinor: number): void {
    if (value === '') return;
    const known = this.#offered.get(value);
    if (known === undefined) this.#offered.set(value, { value, name, soldMinor });
    else known.soldMinor += soldMinor;
  }

  ranked(): Offered[] {
    return [...this.#offered.values()].sort(
      (a, b) => b.soldMinor - a.soldMinor || (a.value < b.value ? -1 : 1),
    );
  }
}

/** Finds what the shop has sold up to an instant; one pass over all order lines. */
export function shopOffer(facts: FactsReader, atMs: number): ShopOffer {
  const sold = soldByCode(facts, atMs);
  return { ...productOffer(facts, sold.products), ...storeOffer(facts, sold.stores) };
}

interface SoldByCode {
  products: Float64Array;
  stores: Float64Array;
}

function soldByCode(facts: FactsReader, atMs: number): SoldByCode {
  const products = new Float64Array(facts.dictionary('product').size);
  const stores = new Float64Array(facts.dictionary('store').size);
  facts.forEachOrder({ at: atMs }, {}, (order) => {
    stores[order.storeCode] = (stores[order.storeCode] ?? 0) + order.netMinor;
    for (let line = order.lineStart; line < order.lineEnd; line += 1) {
      const product = order.lineProduct[line] ?? 0;
      products[product] = (products[product] ?? 0) + (order.lineAmountMinor[line] ?? 0);
    }
  });
  return { products, stores };
}

function productOffer(
  facts: FactsReader,
  soldMinor: Float64Array,
): Pick<ShopOffer, 'products' | 'brands' | 'categories'> {
  const [products, brands, categories] = [new Sales(), new Sales(), new Sales()];
  const dictionary = facts.dictionary('product');
  for (const [code, sold] of soldMinor.entries()) {
    if (sold === 0) continue;
    const productId = dictionary.textOf(code);
    const product = facts.product(productId);
    products.add(productId, product?.name || productId, sold);
    brands.add(product?.brand ?? '', product?.brand ?? '', sold);
    const path = product?.categoryPath ?? [];
    for (let depth = 1; depth <= path.length; depth += 1) {
      const category = path.slice(0, depth).join(' > ');
      categories.add(category, category, sold);
    }
  }
  return { products: products.ranked(), brands: brands.ranked(), categories: categories.ranked() };
}

function storeOffer(
  facts: FactsReader,
  soldMinor: Float64Array,
): Pick<ShopOffer, 'stores' | 'cities' | 'countries'> {
  const [stores, cities, countries] = [new Sales(), new Sales(), new Sales()];
  const dictionary = facts.dictionary('store');
  for (const [code, sold] of soldMinor.entries()) {
    if (sold === 0) continue;
    const storeId = dictionary.textOf(code);
    const store = facts.store(storeId);
    stores.add(storeId, store?.name || storeId, sold);
    cities.add(store?.city ?? '', store?.city ?? '', sold);
    countries.add(store?.country ?? '', store?.country ?? '', sold);
  }
  return { stores: stores.ranked(), cities: cities.ranked(), countries: countries.ranked() };
}
