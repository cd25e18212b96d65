import type { BulkOperation, Collection, Store, StoreDocument } from '@perennial/store';
import { type Latest, withLatest } from './domain/latest.ts';
import type { CatalogueNews } from './read-catalogue-news.ts';

/** A product or a store, each field as last told. */
export interface CatalogueDocument extends StoreDocument {
  tenant: string;
  itemId: string;
  /** Proto JSON value by field name. */
  fields: readonly Latest<string>[];
  updatedTimeMs: number;
}

/** Items of one kind. */
export interface CatalogueStore {
  createIndexes(): Promise<void>;
  /** Folds the news in; the order in which they come does not matter. */
  apply(tenant: string, news: readonly CatalogueNews[]): Promise<void>;
  byId(tenant: string, itemId: string): Promise<CatalogueDocument | null>;
  /** Those that are known, in no order. */
  byIds(tenant: string, itemIds: readonly string[]): Promise<CatalogueDocument[]>;
  /** In order of their ids, behind `after`. */
  list(tenant: string, after: string, limit: number): Promise<CatalogueDocument[]>;
  count(tenant: string): Promise<number>;
}

export function createCatalogueStore(store: Store, collectionName: 'products' | 'stores'): CatalogueStore {
  const items = store.collection<CatalogueDocument>(collectionName);
  return {
    createIndexes: () => items.createIndex({ tenant: 1, itemId: 1 }),
    apply: (tenant, news) => applyNews(items, tenant, news),
    byId: (tenant, itemId) => items.findOne({ _id: idOf(tenant, itemId), tenant }),
    byIds: (tenant, itemIds) => readItems(items, tenant, itemIds),
    list: (tenant, after, limit) =>
      items.find({ tenant, itemId: { $gt: after } }, { sort: { itemId: 1 }, limit }).toArray(),
    count: (tenant) => items.countDocuments({ tenant }),
  };
}

async function applyNews(
  items: Collection<CatalogueDocument>,
  tenant: string,
  news: readonly CatalogueNews[],
): Promise<void> {
  if (news.length === 0) return;
  const stored = await readItems(items, tenant, [...new Set(news.map(({ itemId }) => itemId))]);
  const known = new Map(stored.map((document) => [document._id, document]));
  const changed = new Map<string, CatalogueDocument>();
  for (const told of news) {
    const _id = idOf(tenant, told.itemId);
    changed.set(_id, withNews(changed.get(_id) ?? known.get(_id) ?? emptyItem(_id, told), told));
  }
  await items.bulkWrite([...changed.values()].map(replacementOf));
}

async function readItems(
  items: Collection<CatalogueDocument>,
  tenant: string,
  itemIds: readonly string[],
): Promise<CatalogueDocument[]> {
  if (itemIds.length === 0) return [];
  return await items.find({ _id: { $in: itemIds.map((id) => idOf(tenant, id)) }, tenant }).toArray();
}

function emptyItem(_id: string, { tenant, itemId, timeMs }: CatalogueNews): CatalogueDocument {
  return { _id, tenant, itemId, fields: [], updatedTimeMs: timeMs };
}

function withNews(document: CatalogueDocument, told: CatalogueNews): CatalogueDocument {
  const { timeMs, recordedTimeMs, eventId } = told;
  const fields = told.fields.reduce(
    (held, { key, json: value }) => withLatest(held, { key, value, timeMs, recordedTimeMs, eventId }),
    document.fields,
  );
  return { ...document, fields, updatedTimeMs: Math.max(document.updatedTimeMs, timeMs) };
}

function replacementOf(replacement: CatalogueDocument): BulkOperation<CatalogueDocument> {
  return { replaceOne: { filter: { _id: replacement._id }, replacement, upsert: true } };
}

function idOf(tenant: string, itemId: string): string {
  return `${tenant}|${itemId}`;
}
