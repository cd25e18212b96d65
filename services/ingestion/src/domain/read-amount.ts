import { parseDecimal } from './decimal.ts';
import type { FieldName, ObjectReader } from './object-reader.ts';
import type { Amount } from './order-fact.ts';

const MAX_MINOR = 1_000_000_000_000;

/** Names of one amount: in whole minor units, and as a decimal number. */
export interface AmountNames {
  minor: FieldName;
  decimal: FieldName;
}

function readDecimal(reader: ObjectReader, name: FieldName): Amount | undefined {
  const value = reader.get(name);
  if (value === undefined) return undefined;
  const decimal = parseDecimal(value);
  if (
    decimal !== undefined &&
    decimal.units >= 0n &&
    decimal.units <= BigInt(MAX_MINOR) * 10n ** BigInt(decimal.scale)
  )
    return { decimal: String(value) };
  reader.problems.refuse(
    'ORDER_AMOUNT_INVALID',
    reader.path(name),
    `must be a number from 0 to ${MAX_MINOR}`,
  );
  return undefined;
}

/** An amount of at least 0; undefined when neither form is told. */
export function readAmount(reader: ObjectReader, names: AmountNames): Amount | undefined {
  const minor = reader.wholeNumber(names.minor, 0, MAX_MINOR);
  return minor === undefined ? readDecimal(reader, names.decimal) : { minor };
}

export const PRICE: AmountNames = {
  minor: ['unit_price_minor', 'unitPriceMinor'],
  decimal: ['price', 'unit_price', 'unitPrice'],
};
export const DISCOUNT: AmountNames = { minor: ['discount_minor', 'discountMinor'], decimal: 'discount' };
export const SHIPPING: AmountNames = { minor: ['shipping_minor', 'shippingMinor'], decimal: 'shipping' };
export const TAX: AmountNames = { minor: ['tax_minor', 'taxMinor'], decimal: 'tax' };
/** Value of an order that is told without its lines. */
export const NET: AmountNames = {
  minor: ['net_minor', 'netMinor'],
  decimal: ['revenue', 'value', 'subtotal', 'net'],
};
export const REFUND_VALUE: AmountNames = {
  minor: ['amount_minor', 'amountMinor'],
  decimal: ['amount', 'value', 'revenue', 'total'],
};
