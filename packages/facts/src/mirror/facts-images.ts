import type { StringTableColumns } from '../columns/string-table.ts';
import type { FactsState } from '../facts-state.ts';
import type { Shard, ShardImage } from '../shard.ts';
import type { CatalogueImage, FactsImage } from './facts-image.ts';

/** Tells one other thread what changed of a tenant's facts. */
export class FactsImages {
  private readonly state: FactsState;
  /** Texts that were told, by dictionary. */
  private readonly sizes: number[] = [];
  private catalogueVersion = -1;
  /** By shard, what its image is known to be out of date by. A merge alone does not put it out of date: rows lie elsewhere then, but say the same. */
  private readonly told = new Map<number, Pick<Shard, 'changes' | 'foundSources'>>();

  constructor(state: FactsState) {
    this.state = state;
  }

  /** What changed since the image before, as far as a shard's rows ask for it. @param number of the shard */
  next(number: number): FactsImage {
    return {
      texts: this.grownTexts(),
      catalogue: this.changedCatalogue(),
      shards: this.changedShard(number),
    };
  }

  private grownTexts(): Map<number, StringTableColumns> {
    const grown = new Map<number, StringTableColumns>();
    for (const [place, table] of this.state.dictionaries.all().entries()) {
      if (this.sizes[place] === table.size) continue;
      this.sizes[place] = table.size;
      grown.set(place, table.columns());
    }
    return grown;
  }

  private changedCatalogue(): CatalogueImage | undefined {
    const { catalogue } = this.state;
    const { version } = catalogue;
    if (version === this.catalogueVersion) return undefined;
    const products = catalogue.productsChangedSince(this.catalogueVersion);
    const stores = catalogue.storesChangedSince(this.catalogueVersion);
    const isWhole = this.catalogueVersion < 0 || products === undefined || stores === undefined;
    this.catalogueVersion = version;
    return {
      ...{ version, isWhole },
      products: viewsOf(isWhole ? catalogue.productIds() : products, (id) => catalogue.product(id)),
      stores: viewsOf(isWhole ? catalogue.storeIds() : stores, (id) => catalogue.store(id)),
    };
  }

  private changedShard(number: number): Map<number, ShardImage> {
    const shard = this.state.shards[number];
    if (shard === undefined) throw new RangeError(`no shard ${number}`);
    const { changes, foundSources } = shard;
    const told = this.told.get(number);
    if (told?.changes === changes && told.foundSources === foundSources) return new Map();
    this.told.set(number, { changes, foundSources });
    return new Map([[number, shard.image()]]);
  }
}

function viewsOf<T>(ids: Iterable<string>, viewOf: (id: string) => T): Map<string, T> {
  return new Map(Array.from(ids, (id) => [id, viewOf(id)]));
}
