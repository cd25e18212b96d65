import { add, type Decimal, multiply, parseDecimal, subtract } from '../../domain/decimal.ts';
import type { JsonObject } from '../../domain/object-reader.ts';
import { ownMinor } from '../../domain/pricing.ts';
import type { Row } from './import-format.ts';
import type { ResolvedFormat } from './resolve-format.ts';
import { firstTold, told, wholeText } from './row-texts.ts';

const MAX_PRODUCT_ID = 255;
const ZERO: Decimal = { units: 0n, scale: 0 };

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

/** The lines among the rows; an order without price columns has none. */
export function linesOf(rows: readonly Row[], resolved: ResolvedFormat, isRefund: boolean): JsonObject[] {
  return rows.filter(isLine).map((row) => {
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

function decimalText({ units, scale }: Decimal): string {
  const digits = units.toString().padStart(scale + 1, '0');
  return scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** What the order is less than its lines, where it tells its value: the sum of all discounts, whatever they are called. */
export function impliedDiscount(rows: readonly Row[]): string | undefined {
  const net = parseDecimal(firstTold(rows, 'net'));
  if (net === undefined) return undefined;
  const gross = rows.map(({ values }) => {
    const price = parseDecimal(values.get('unit_price')) ?? ZERO;
    const quantity = parseDecimal(values.get('quantity') ?? '1') ?? ZERO;
    return subtract(multiply(price, quantity), parseDecimal(values.get('line_discount')) ?? ZERO);
  });
  const discount = subtract(gross.reduce(add, ZERO), net);
  return discount.units < 0n ? undefined : decimalText(discount);
}
