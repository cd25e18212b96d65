import { isSale } from './calendar.ts';
import type { SampleProduct } from './catalogue.ts';
import { decimal, iso, type MessageIds, type SampleItem } from './item.ts';
import type { Random } from './random.ts';

/** The prices of the catalogue: cut when a sale begins, back when it ends. */
export class PriceList {
  readonly #catalogue: readonly SampleProduct[];
  #onSale = false;

  constructor(catalogue: readonly SampleProduct[]) {
    this.#catalogue = catalogue;
  }

  /** Every product as it is. */
  all(timeMs: number, ids: MessageIds): SampleItem[] {
    return this.#catalogue.map((product) => productItem(product, timeMs, ids));
  }

  /** What changes on a day; nothing on most. */
  changes(dayStartMs: number, ids: MessageIds, random: Random): SampleItem[] {
    const sale = isSale(dayStartMs);
    if (sale === this.#onSale) return [];
    this.#onSale = sale;
    return this.#catalogue.map((product) => {
      const cut = sale && random.chance(0.4) ? random.between(0.6, 0.85) : 1;
      product.priceMinor = Math.round((product.basePriceMinor * cut) / 10) * 10;
      return productItem(product, dayStartMs, ids);
    });
  }
}

function productItem(product: SampleProduct, timeMs: number, ids: MessageIds): SampleItem {
  return {
    door: 'products',
    timeMs,
    body: {
      message_id: ids.next(),
      time: iso(timeMs),
      product_id: product.productId,
      name: product.name,
      brand: product.brand,
      category_path: product.categoryPath,
      price: decimal(product.priceMinor),
      list_price: decimal(product.basePriceMinor),
      currency: 'EUR',
    },
  };
}
