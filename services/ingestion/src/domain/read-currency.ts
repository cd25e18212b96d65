import { isCurrency } from './currency.ts';
import type { DoorContext } from './door-context.ts';
import type { ObjectReader } from './object-reader.ts';

export interface CurrencyRate {
  code: string;
  /** Units of the reporting currency for one unit of `code`. */
  rate: number;
}

const MAX_RATE = 1_000_000_000;
const MIN_RATE = 1e-9;

function rateOf(reader: ObjectReader, code: string, context: DoorContext): number {
  if (code === context.tenant.currency) return 1;
  const told = reader.decimalNumber(['exchange_rate', 'exchangeRate'], MIN_RATE, MAX_RATE);
  const rate = told ?? context.tenant.rates.get(code);
  if (rate === undefined)
    reader.problems.refuse(
      'ORDER_CURRENCY_WITHOUT_RATE',
      reader.path('currency'),
      `is not the reporting currency ${context.tenant.currency}; send exchange_rate or set it in the tenant's table`,
    );
  return rate ?? 1;
}

/** The currency as told with its rate; undefined when it is not told. */
export function readCurrency(reader: ObjectReader, context: DoorContext): CurrencyRate | undefined {
  const code = reader.text('currency', 3)?.toUpperCase();
  if (code === undefined) return undefined;
  if (isCurrency(code)) return { code, rate: rateOf(reader, code, context) };
  reader.problems.refuse('ORDER_CURRENCY_UNKNOWN', reader.path('currency'), 'must be an ISO 4217 code');
  return undefined;
}
