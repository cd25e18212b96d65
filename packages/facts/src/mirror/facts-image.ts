import type { StringTableColumns } from '../columns/string-table.ts';
import type { ProductView, StoreView } from '../read.ts';
import type { ShardImage } from '../shard.ts';

/** What is told of products and stores. */
export interface CatalogueImage {
  version: number;
  /** All of them rather than those that changed. */
  isWhole: boolean;
  products: ReadonlyMap<string, ProductView | undefined>;
  stores: ReadonlyMap<string, StoreView | undefined>;
}

/**
 * What changed of a tenant's facts since the image before, as a message to another thread: memory is shared, everything else is copied. Whoever
 * writes facts waits meanwhile while the other thread reads.
 */
export interface FactsImage {
  /** Of the dictionaries in their fixed order, those that grew. */
  texts: ReadonlyMap<number, StringTableColumns>;
  catalogue: CatalogueImage | undefined;
  shards: ReadonlyMap<number, ShardImage>;
}
