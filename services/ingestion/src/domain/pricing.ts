import { currencyExponent } from './currency.ts';
import {
  add,
  type Decimal,
  decimalOf,
  multiply,
  parseDecimal,
  roundDown,
  roundHalfUp,
  subtract,
  unitsAtScale,
} from './decimal.ts';
import type { Amount, LineDraft, OrderLine } from './order-fact.ts';

/** From the currency of an order to the reporting currency of its tenant. */
export interface Conversion {
  from: string;
  to: string;
  /** Units of `to` for one unit of `from`; 1 when they are equal. */
  rate: number;
}

export interface PricedLines {
  lines: OrderLine[];
  /** Sum of the lines' amounts, minor units of the reporting currency. */
  grossMinor: number;
}

/** A line whose discount is larger than its value. */
export interface LineRefused {
  refusedLine: number;
}

const ZERO: Decimal = { units: 0n, scale: 0 };

/** Exact minor units of the amount's own currency; unrounded where it has more decimals than the currency. */
function exactMinor(amount: Amount, currency: string): Decimal {
  if ('minor' in amount) return decimalOf(BigInt(amount.minor), 0);
  const decimal = parseDecimal(amount.decimal) ?? ZERO;
  return shift(decimal, currencyExponent(currency));
}

function shift(value: Decimal, places: number): Decimal {
  const scale = value.scale - places;
  return scale >= 0
    ? { units: value.units, scale }
    : { units: value.units * 10n ** BigInt(-scale), scale: 0 };
}

function converted(minor: Decimal, conversion: Conversion): Decimal {
  if (conversion.from === conversion.to) return minor;
  const rate = parseDecimal(conversion.rate) ?? ZERO;
  return shift(multiply(minor, rate), currencyExponent(conversion.to) - currencyExponent(conversion.from));
}

/** An amount in minor units of the reporting currency, rounded half up. */
export function reportingMinor(amount: Amount | undefined, conversion: Conversion): number {
  if (amount === undefined) return 0;
  return Number(roundHalfUp(converted(exactMinor(amount, conversion.from), conversion)));
}

/** An amount in minor units of its own currency, rounded half up. */
export function ownMinor(amount: Amount, currency: string): number {
  return Number(roundHalfUp(exactMinor(amount, currency)));
}

function lineValue(draft: LineDraft, conversion: Conversion): Decimal {
  const gross = multiply(exactMinor(draft.price, conversion.from), decimalOf(BigInt(draft.quantity), 0));
  const discount = draft.discount === undefined ? ZERO : exactMinor(draft.discount, conversion.from);
  return converted(subtract(gross, discount), conversion);
}

/**
 * Rounds so that the parts sum to the rounded sum: all are rounded down, and what is left goes, one minor unit each, to those
 * that lost most (of equals, the first).
 */
function roundTogether(values: readonly Decimal[]): number[] {
  const total = roundHalfUp(values.reduce(add, ZERO));
  const floors = values.map(roundDown);
  const missing = Number(total - floors.reduce((sum, floor) => sum + floor, 0n));
  const scale = Math.max(0, ...values.map((value) => value.scale));
  const lost = values.map((value, index) => ({
    index,
    units: unitsAtScale(value, scale) - (floors[index] ?? 0n) * 10n ** BigInt(scale),
  }));
  lost.sort((a, b) => (a.units === b.units ? a.index - b.index : a.units < b.units ? 1 : -1));
  const raised = new Set(lost.slice(0, missing).map((entry) => entry.index));
  return floors.map((floor, index) => Number(floor) + (raised.has(index) ? 1 : 0));
}

/** Values the lines of an order or a refund in the reporting currency. */
export function priceLines(drafts: readonly LineDraft[], conversion: Conversion): PricedLines | LineRefused {
  const values = drafts.map((draft) => lineValue(draft, conversion));
  const refusedLine = values.findIndex((value) => value.units < 0n);
  if (refusedLine >= 0) return { refusedLine };
  const amounts = roundTogether(values);
  const lines = drafts.map((draft, index): OrderLine => {
    const { price, discount: _taken, ...rest } = draft;
    return { ...rest, unitPriceMinor: ownMinor(price, conversion.from), amountMinor: amounts[index] ?? 0 };
  });
  return { lines, grossMinor: amounts.reduce((sum, amount) => sum + amount, 0) };
}
