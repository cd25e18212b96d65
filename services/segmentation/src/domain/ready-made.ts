import {
  type Field,
  type RowKind,
  type RowsLeaf,
  SCORE_WORDS,
  type ScoreName,
  SOURCE_CLASSES,
  type ValueTest,
} from '@perennial/conditions';
import { readyMadeId, readyMadeValueId } from './ready-made-id.ts';
import { predictionSegments } from './ready-made-predictions.ts';
import { rfmSegments } from './ready-made-rfm.ts';
import type { ReadyMade } from './ready-made-segment.ts';
import type { Offered, ShopOffer } from './shop-offer.ts';

/** Order in which ready-made segments are listed. */
export const READY_MADE_CATEGORIES = [
  'trend',
  'funnel',
  'engagement',
  'prediction',
  'rfm',
  'price',
  'category',
  'brand',
  'product',
  'store',
  'address',
  'source',
] as const;
export type ReadyMadeCategory = (typeof READY_MADE_CATEGORIES)[number];

/** What they are made from. */
export interface ReadyMadeSource {
  offer: ShopOffer;
  schemes: readonly { schemeId: string; name: string }[];
  /** Minor units in one unit of the reporting currency. */
  minorPerUnit: number;
  /** ISO 4217. */
  currency: string;
}

/** Lower borders of price bands, in units of the currency. */
const PRICE_BORDERS = [0, 10, 25, 50, 100, 250, 500, 1000];

/** All ready-made segments of a category, in the order of the list. */
export function readyMadeSegments(category: ReadyMadeCategory, source: ReadyMadeSource): ReadyMade[] {
  return MAKERS[category](source);
}

const MAKERS: Readonly<Record<ReadyMadeCategory, (source: ReadyMadeSource) => ReadyMade[]>> = {
  trend: () => scoreSegments('trend', 'Trend', 'trend'),
  funnel: () => scoreSegments('funnel', 'Stage', 'stage'),
  engagement: () => scoreSegments('engagement', 'Engagement', 'engagement'),
  prediction: predictionSegments,
  rfm: ({ schemes }) => schemes.flatMap(rfmSegments),
  price: priceSegments,
  category: ({ offer }) => offeredSegments('category', 'Bought', 'line', 'category', offer.categories),
  brand: ({ offer }) => offeredSegments('brand', 'Bought', 'line', 'brand', offer.brands),
  product: ({ offer }) => offeredSegments('product', 'Bought', 'line', 'product', offer.products),
  store: ({ offer }) => [
    ...storeKindSegments(),
    ...offeredSegments('store', 'Ordered at', 'order', 'store', offer.stores),
  ],
  address: ({ offer }) => [
    ...offeredSegments('address-city', 'Ordered in', 'order', 'store_city', offer.cities),
    ...offeredSegments('address-country', 'Ordered in', 'order', 'store_country', offer.countries),
  ],
  source: () => [
    ...sourceSegments('visited', 'Visited by', 'visit'),
    ...sourceSegments('ordered', 'Ordered after', 'order'),
  ],
};

function scoreSegments(category: ReadyMadeCategory, title: string, score: ScoreName): ReadyMade[] {
  return SCORE_WORDS[score].map((word) => ({
    segmentId: readyMadeId(category, word),
    name: `${title}: ${word.replaceAll('_', ' ')}`,
    condition: { kind: 'score', score, in: [word] },
  }));
}

/** Customers with at least one row whose field passes. */
function withRow(rows: RowKind, field: Field, test: ValueTest): RowsLeaf {
  const filter = { kind: 'field', field, test } as const;
  return { kind: 'rows', set: { rows, eventTypes: [], filter }, quantifier: 'any', perOrder: false };
}

function offeredSegments(
  idCategory: string,
  verb: string,
  rows: RowKind,
  field: Field,
  offered: readonly Offered[],
): ReadyMade[] {
  return offered.map(({ value, name }) => ({
    segmentId: readyMadeValueId(idCategory, value),
    name: `${verb} ${name}`,
    condition: withRow(rows, field, { op: 'in', values: [value] }),
  }));
}

function storeKindSegments(): ReadyMade[] {
  return ['online', 'stationary'].map((kind) => ({
    segmentId: readyMadeId('store', kind),
    name: `Ordered ${kind === 'online' ? 'online' : 'in a stationary store'}`,
    condition: withRow('order', 'store_kind', { op: 'in', values: [kind] }),
  }));
}

function sourceSegments(idWord: string, verb: string, rows: RowKind): ReadyMade[] {
  return SOURCE_CLASSES.map((source) => ({
    segmentId: readyMadeId('source', idWord, source),
    name: `${verb} ${source}`,
    condition: withRow(rows, 'source', { op: 'in', values: [source] }),
  }));
}

function priceSegments({ minorPerUnit, currency }: ReadyMadeSource): ReadyMade[] {
  return PRICE_BORDERS.map((low, place): ReadyMade => {
    const high = PRICE_BORDERS[place + 1];
    const bounds = {
      ...(low === 0 ? {} : { low: low * minorPerUnit }),
      ...(high === undefined ? {} : { high: high * minorPerUnit }),
    };
    return {
      segmentId: readyMadeId('price', String(low), ...(high === undefined ? ['up'] : [String(high)])),
      name: `Bought a piece for ${bandName(low, high)} ${currency}`,
      condition: withRow('line', 'price', {
        op: 'range',
        ...bounds,
        lowInclusive: low !== 0,
        highInclusive: false,
      }),
    };
  });
}

function bandName(low: number, high: number | undefined): string {
  if (high === undefined) return `${low} or more`;
  return low === 0 ? `less than ${high}` : `${low} to below ${high}`;
}
