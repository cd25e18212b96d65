import { type ObjectReader, own } from './object-reader.ts';
import type { LineDraft } from './order-fact.ts';
import { DISCOUNT, PRICE, readAmount } from './read-amount.ts';

const MAX_LINES = 2_000;
/** GA4 refuses more itself. */
const MAX_GA4_ITEMS = 200;
const MAX_QUANTITY = 1_000_000_000;
const MAX_CATEGORIES = 8;
const MAX_TEXT = 255;
const MAX_NAME = 500;

/** In GA4 and Segment the price of a line is the one after its discount; in our own form the discount is still to be taken off. */
export type OrderDialect = 'own' | 'commerce';

/** Category from the widest to the narrowest, from a list, from GA4's five fields or from text with "/" or ">" between. */
export function readCategoryPath(reader: ObjectReader): string[] | undefined {
  const list = reader.get(['category_path', 'categoryPath']);
  const parts = Array.isArray(list) ? list : (ga4Categories(reader) ?? categoryText(reader));
  if (parts === undefined) return undefined;
  const path = parts
    .filter((part) => typeof part === 'string' && part.trim() !== '')
    .slice(0, MAX_CATEGORIES);
  return path.map((part) => String(part).trim().slice(0, MAX_TEXT).toWellFormed());
}

function ga4Categories(reader: ObjectReader): unknown[] | undefined {
  const first = own(reader.record, 'item_category');
  if (first === undefined) return undefined;
  return [first, ...[2, 3, 4, 5].map((level) => own(reader.record, `item_category${level}`))];
}

function categoryText(reader: ObjectReader): string[] | undefined {
  return reader.lenientText('category', MAX_TEXT)?.split(/\s*[/>]\s*/);
}

function readProductId(reader: ObjectReader): string {
  const id = reader.text(['product_id', 'productId', 'item_id', 'sku', 'item_name'], MAX_TEXT);
  if (id === undefined)
    reader.problems.refuse(
      'ITEM_FIELD_MISSING',
      reader.path('product_id'),
      'is required; send the id of the product',
    );
  return id ?? '';
}

function readDescription(reader: ObjectReader, line: LineDraft): void {
  const name = reader.text(['name', 'item_name'], MAX_NAME);
  const brand = reader.text(['brand', 'item_brand'], MAX_TEXT);
  const categoryPath = readCategoryPath(reader);
  const variant = reader.text(['variant', 'item_variant'], MAX_TEXT);
  const coupon = reader.text('coupon', MAX_TEXT);
  if (name !== undefined) line.name = name;
  if (brand !== undefined) line.brand = brand;
  if (categoryPath !== undefined) line.categoryPath = categoryPath;
  if (variant !== undefined) line.variant = variant;
  if (coupon !== undefined) line.coupon = coupon;
}

function readLine(reader: ObjectReader, dialect: OrderDialect): LineDraft {
  const price = readAmount(reader, PRICE);
  if (price === undefined)
    reader.problems.refuse(
      'ITEM_FIELD_MISSING',
      reader.path('price'),
      'is required; send price or unit_price_minor',
    );
  const line: LineDraft = {
    productId: readProductId(reader),
    quantity: reader.wholeNumber('quantity', 1, MAX_QUANTITY) ?? 1,
    price: price ?? { minor: 0 },
  };
  const discount = dialect === 'own' ? readAmount(reader, DISCOUNT) : undefined;
  if (discount !== undefined) line.discount = discount;
  readDescription(reader, line);
  return line;
}

/** Names of the list of lines. */
export const LINES = ['lines', 'products', 'items'];

/** The lines of an order or a refund; empty when none are told. */
export function readLines(reader: ObjectReader, dialect: OrderDialect): LineDraft[] {
  const ga4 = reader.get(['lines', 'products']) === undefined;
  const limit = ga4 ? MAX_GA4_ITEMS : MAX_LINES;
  return (reader.objects(LINES, limit) ?? []).map((line) => readLine(line, dialect));
}
