import type { JsonObject } from '../../domain/object-reader.ts';
import type { Row } from './import-format.ts';
import type { ResolvedFormat } from './resolve-format.ts';
import { told, wholeText } from './row-texts.ts';

/** The product of a row, in the form that the door takes. */
export function makeProduct({ values }: Row, { format }: ResolvedFormat): JsonObject {
  return told({
    type: 'product',
    product_id: values.get('product_id'),
    name: values.get('name'),
    brand: values.get('brand'),
    category: values.get('category_path'),
    currency: values.get('currency') ?? format.currency,
    exchange_rate: values.get('exchange_rate'),
    price: values.get('price'),
    price_minor: wholeText(values.get('price_minor')),
    list_price: values.get('list_price'),
    list_price_minor: wholeText(values.get('list_price_minor')),
    cost: values.get('cost'),
    cost_minor: wholeText(values.get('cost_minor')),
    url: values.get('url'),
    image_url: values.get('image_url'),
  });
}
