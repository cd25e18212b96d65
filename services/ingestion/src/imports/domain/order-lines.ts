import type { JsonObject } from '../../domain/object-reader.ts';
import { ownMinor } from '../../domain/pricing.ts';
import type { Row } from './import-format.ts';
import type { ResolvedFormat } from './resolve-format.ts';
import { told, wholeText } from './row-texts.ts';

const MAX_PRODUCT_ID = 255;

function priceOf({ values }: Row, { preset, format }: ResolvedFormat): JsonObject {
  const minor = wholeText(values.get('unit_price_minor'));
  if (minor !== undefined) return { unit_price_minor: minor };
  const decimal = values.get('unit_price');
  if (decimal === undefined) return {};
  if (!preset.roundsPrices) return { unit_price: decimal };
  return { unit_price_minor: ownMinor({ decimal }, values.get('currency') ?? format.currency) };
}

export function isLine({ values }: Row): boolean {
  return ['product_id', 'name', 'unit_price', 'unit_price_minor'].some((target) => values.has(target));
}

/** True where all of a line was given back, so that nothing of it is left. */
function isGivenBack({ values }: Row, { preset }: ResolvedFormat): boolean {
  return preset.linesAsKept === true && Number(values.get('quantity') ?? 1) === 0;
}

/** The lines among the rows; an order without price columns has none. */
export function linesOf(rows: readonly Row[], resolved: ResolvedFormat, isRefund: boolean): JsonObject[] {
  const kept = rows.filter((row) => isLine(row) && !isGivenBack(row, resolved));
  return kept.map((row) => {
    const { values } = row;
    const quantity = values.get('quantity');
    return told({
      product_id: values.get('product_id') ?? values.get('name')?.slice(0, MAX_PRODUCT_ID),
      name: values.get('name'),
      quantity: isRefund ? wholeText(quantity) : quantity?.replace(/\.0+$/, ''),
      ...priceOf(row, resolved),
      brand: values.get('brand'),
      category: values.get('category_path'),
      variant: values.get('variant'),
      coupon: values.get('line_coupon'),
      discount: values.get('line_discount'),
      discount_minor: wholeText(values.get('line_discount_minor')),
    });
  });
}
