import { type DescMessage, fromJson, type JsonObject, type MessageShape } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import type { ServiceImpl } from '@connectrpc/connect';
import type { CatalogueService } from '@perennial/contracts/gen/perennial/ingestion/v1/catalogue_service_pb';
import { ProductSchema, StoreSchema } from '@perennial/contracts/gen/perennial/shop/v1/shop_pb';
import type { PageScope, PageTokens } from '@perennial/runtime';
import { pageSizeOf, tenantOf } from '@perennial/runtime';
import type { CatalogueDocument, CatalogueStore } from './catalogue-store.ts';
import { profileErrors } from './errors.ts';
import { type Page, readPage } from './page.ts';

export interface CatalogueServiceDeps {
  stores: { products: CatalogueStore; stores: CatalogueStore };
  pageTokens: PageTokens;
}

export function catalogueService({
  stores,
  pageTokens,
}: CatalogueServiceDeps): ServiceImpl<typeof CatalogueService> {
  const pageOf = async (items: CatalogueStore, scope: PageScope, pageSize: number, pageToken: string) => {
    const after = pageTokens.read(scope, pageToken);
    const page = await itemsAfter(items, scope.tenant, after, pageSizeOf(pageSize));
    return { documents: page.items, nextPageToken: pageTokens.write(scope, page.next) };
  };
  return {
    async getProduct({ productId }, context) {
      const found = await stores.products.byId(tenantOf(context), productId);
      if (found === null) throw profileErrors.PRODUCT_NOT_FOUND();
      return {
        product: itemMessage(ProductSchema, found),
        updatedTime: timestampFromMs(found.updatedTimeMs),
      };
    },
    async listProducts({ pageSize, pageToken }, context) {
      const scope = { tenant: tenantOf(context), query: ['ListProducts'] };
      const { documents, nextPageToken } = await pageOf(stores.products, scope, pageSize, pageToken);
      return { products: documents.map((document) => itemMessage(ProductSchema, document)), nextPageToken };
    },
    async listStores({ pageSize, pageToken }, context) {
      const scope = { tenant: tenantOf(context), query: ['ListStores'] };
      const { documents, nextPageToken } = await pageOf(stores.stores, scope, pageSize, pageToken);
      return { stores: documents.map((document) => itemMessage(StoreSchema, document)), nextPageToken };
    },
  };
}

function itemsAfter(
  items: CatalogueStore,
  tenant: string,
  after: readonly string[] | null,
  size: number,
): Promise<Page<CatalogueDocument, readonly string[]>> {
  return readPage<CatalogueDocument, CatalogueDocument, readonly string[]>(
    {
      rowsAfter: (position, limit) => items.list(tenant, position?.[0] ?? '', limit),
      positionOf: ({ itemId }) => [itemId],
      show: (rows) => Promise.resolve([...rows]),
    },
    after,
    size,
  );
}

/** The item from its fields, each in proto JSON. */
function itemMessage<Desc extends DescMessage>(
  schema: Desc,
  { fields }: CatalogueDocument,
): MessageShape<Desc> {
  const json: JsonObject = Object.fromEntries(fields.map(({ key, value }) => [key, JSON.parse(value)]));
  return fromJson(schema, json, { ignoreUnknownFields: true });
}
