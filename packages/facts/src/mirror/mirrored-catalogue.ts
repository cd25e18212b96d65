import type { CatalogueView } from '../facts-columns.ts';
import type { ProductView, StoreView } from '../read.ts';
import { RecentChanges } from '../recent-changes.ts';
import type { CatalogueImage } from './facts-image.ts';

/** Another thread's catalogue, as its images tell it. */
export class MirroredCatalogue implements CatalogueView {
  version = -1;
  private readonly products = new Mirrored<ProductView>();
  private readonly stores = new Mirrored<StoreView>();

  follow({ version, isWhole, products, stores }: CatalogueImage): void {
    this.version = version;
    this.products.follow(version, isWhole, products);
    this.stores.follow(version, isWhole, stores);
  }

  product(productId: string): ProductView | undefined {
    return this.products.views.get(productId);
  }

  store(storeId: string): StoreView | undefined {
    return this.stores.views.get(storeId);
  }

  productsChangedSince(version: number): string[] | undefined {
    return this.products.changes.since(version);
  }

  storesChangedSince(version: number): string[] | undefined {
    return this.stores.changes.since(version);
  }
}

class Mirrored<T> {
  readonly views = new Map<string, T | undefined>();
  readonly changes = new RecentChanges();

  follow(version: number, isWhole: boolean, told: ReadonlyMap<string, T | undefined>): void {
    if (isWhole) this.changes.forget(version);
    for (const [id, view] of told) {
      this.views.set(id, view);
      if (!isWhole) this.changes.note(id, version);
    }
  }
}
