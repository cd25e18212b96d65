import type { DoorContext } from './door-context.ts';
import type { ConsentFact, ProductFact, StoreFact } from './intake-item.ts';
import type { ObjectReader } from './object-reader.ts';
import { type Conversion, reportingMinor } from './pricing.ts';
import { type AmountNames, readAmount } from './read-amount.ts';
import { readCurrency } from './read-currency.ts';
import { readCategoryPath } from './read-lines.ts';
import { readStore } from './read-store.ts';

const MAX_TEXT = 255;
const MAX_NAME = 500;
const MAX_URL = 2048;

const PRICE: AmountNames = { minor: ['price_minor', 'priceMinor'], decimal: 'price' };
const LIST_PRICE: AmountNames = {
  minor: ['list_price_minor', 'listPriceMinor'],
  decimal: ['list_price', 'listPrice'],
};
const COST: AmountNames = { minor: ['cost_minor', 'costMinor'], decimal: 'cost' };

function readPrices(reader: ObjectReader, product: ProductFact, conversion: Conversion): void {
  const price = readAmount(reader, PRICE);
  const listPrice = readAmount(reader, LIST_PRICE);
  const cost = readAmount(reader, COST);
  if (price !== undefined) product.priceMinor = reportingMinor(price, conversion);
  if (listPrice !== undefined) product.listPriceMinor = reportingMinor(listPrice, conversion);
  if (cost !== undefined) product.costMinor = reportingMinor(cost, conversion);
}

/** A product, its prices converted into the reporting currency (TXN-4, TXN-8). */
export function readProduct(reader: ObjectReader, context: DoorContext): ProductFact {
  const told = readCurrency(reader, context);
  const to = context.tenant.currency;
  const conversion = { from: told?.code ?? to, to, rate: told?.rate ?? 1 };
  const product: ProductFact = {
    kind: 'product',
    productId: reader.requiredText(['product_id', 'productId', 'id'], MAX_TEXT),
    currency: to,
    converted: conversion.from !== to,
  };
  readPrices(reader, product, conversion);
  const name = reader.text('name', MAX_NAME);
  const brand = reader.text('brand', MAX_TEXT);
  const categoryPath = readCategoryPath(reader);
  const url = reader.text('url', MAX_URL);
  const imageUrl = reader.text(['image_url', 'imageUrl'], MAX_URL);
  if (name !== undefined) product.name = name;
  if (brand !== undefined) product.brand = brand;
  if (categoryPath !== undefined) product.categoryPath = categoryPath;
  if (url !== undefined) product.url = url;
  if (imageUrl !== undefined) product.imageUrl = imageUrl;
  return product;
}

export function readStoreFact(reader: ObjectReader): StoreFact {
  return { kind: 'store', store: readStore(reader) };
}

/** Accepts `[a-z0-9_-]`, at most 63. */
const TOKEN = /^[a-z0-9_-]{1,63}$/;

function readToken(reader: ObjectReader, name: string, fallback: string | undefined): string {
  const text = reader.text(name, MAX_TEXT) ?? fallback;
  if (text === undefined)
    reader.problems.refuse('ITEM_FIELD_MISSING', reader.path(name), 'is required; send it as text');
  else if (!TOKEN.test(text))
    reader.problems.refuse('ITEM_FIELD_INVALID', reader.path(name), 'must be 1 to 63 of a-z, 0-9, _ and -');
  return text ?? '';
}

/** Consent on one channel and topic; without a topic it is for all of them. */
export function readConsent(reader: ObjectReader): ConsentFact {
  const granted = reader.get('granted');
  if (typeof granted !== 'boolean')
    reader.problems.refuse(
      'ITEM_FIELD_INVALID',
      reader.path('granted'),
      'is required and must be true or false',
    );
  const consent: ConsentFact = {
    kind: 'consent',
    channel: readToken(reader, 'channel', undefined),
    topic: readToken(reader, 'topic', 'all'),
    granted: granted === true,
  };
  const method = reader.text('method', MAX_TEXT);
  if (method !== undefined) consent.method = method;
  return consent;
}
