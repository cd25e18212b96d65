import { type FactsColumns, type SourceFact, showsSource, sourceFact, sourceOfText } from '@perennial/facts';
import type { FieldValues } from './field-value.ts';

/**
 * Dictionaries whose codes decide some fields. `visitSource` has the codes of `source`, with visits that show none taken for direct;
 * `orderStoreKind` is the kind that the order itself tells.
 */
export const DIMENSIONS = [
  'product',
  'source',
  'visitSource',
  'store',
  'orderStoreKind',
  'channel',
  'coupon',
  'page',
  'query',
  'eventType',
] as const;
const DIRECT = sourceFact({ sourceClass: 'direct' });

export type DimensionName = (typeof DIMENSIONS)[number];

/** How the codes of a dimension are read. */
export interface DimensionSource {
  size(): number;
  valuesOf(code: number): FieldValues;
  /** Codes that may stand for other values than at that version of the catalogue; `undefined`: any. Absent: values never change. */
  changedSince?(version: number): readonly number[] | undefined;
}

export function dimensionSource(columns: FactsColumns, name: DimensionName): DimensionSource {
  const { dictionaries, catalogue } = columns;
  switch (name) {
    case 'product':
      return {
        size: () => dictionaries.product.size,
        valuesOf: (code) => productValues(columns, dictionaries.product.textOf(code)),
        changedSince: (version) =>
          catalogue.productsChangedSince(version)?.map((id) => dictionaries.product.codeOf(id)),
      };
    case 'store':
      return {
        size: () => dictionaries.store.size,
        valuesOf: (code) => storeValues(columns, dictionaries.store.textOf(code)),
        changedSince: (version) =>
          catalogue.storesChangedSince(version)?.map((id) => dictionaries.store.codeOf(id)),
      };
    case 'source':
      return {
        size: () => dictionaries.source.size,
        valuesOf: (code) => sourceValues(sourceOfText(dictionaries.source.textOf(code))),
      };
    case 'visitSource':
      return {
        size: () => dictionaries.source.size,
        valuesOf: (code) => {
          const source = sourceOfText(dictionaries.source.textOf(code));
          return sourceValues(showsSource(source) ? source : DIRECT);
        },
      };
    case 'orderStoreKind':
      return textSource(dictionaries.storeKind, (text) => ({ store_kind: text }));
    case 'channel':
      return textSource(dictionaries.channel, (text) => ({ channel: text }));
    case 'coupon':
      return textSource(dictionaries.coupon, (text) => ({ coupon: text }));
    case 'page':
      return textSource(dictionaries.page, (text) => ({ page: text }));
    case 'query':
      return textSource(dictionaries.query, (text) => ({ query: text }));
    case 'eventType':
      return textSource(dictionaries.eventType, (text) => ({ event_type: text }));
  }
}

function textSource(
  dictionary: FactsColumns['dictionaries']['page'],
  valuesOf: (text: string) => FieldValues,
): DimensionSource {
  return { size: () => dictionary.size, valuesOf: (code) => valuesOf(dictionary.textOf(code)) };
}

function productValues({ catalogue }: FactsColumns, productId: string): FieldValues {
  const product = catalogue.product(productId);
  if (product === undefined) return { product: productId };
  return { product: productId, name: product.name, brand: product.brand, category: product.categoryPath };
}

function storeValues({ catalogue }: FactsColumns, storeId: string): FieldValues {
  const store = catalogue.store(storeId);
  return {
    store: storeId,
    store_kind: store?.storeKind,
    store_city: store?.city,
    store_postal_code: store?.postalCode,
    store_country: store?.country,
  };
}

/** Whether it is paid is known where the class is. */
function sourceValues(source: SourceFact): FieldValues {
  return {
    source: source.sourceClass,
    paid: source.sourceClass === '' ? undefined : source.paid,
    utm_source: source.utmSource,
    utm_medium: source.utmMedium,
    utm_campaign: source.utmCampaign,
    utm_term: source.utmTerm,
    utm_content: source.utmContent,
    utm_id: source.utmId,
    referrer: source.referrerHost,
    search_term: source.searchTerm,
    source_channel: source.channel,
  };
}
