import { add, type Decimal, multiply, parseDecimal, subtract } from '../../domain/decimal.ts';
import type { Row } from './import-format.ts';
import { firstTold } from './row-texts.ts';

const ZERO: Decimal = { units: 0n, scale: 0 };

function textOf({ units, scale }: Decimal): string {
  const digits = units.toString().padStart(scale + 1, '0');
  return scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

function told(rows: readonly Row[], target: string): Decimal | undefined {
  return parseDecimal(firstTold(rows, target));
}

function toldWorth(rows: readonly Row[]): Decimal | undefined {
  const subtotal = told(rows, 'subtotal');
  const before = subtotal === undefined ? undefined : subtract(subtotal, told(rows, 'discount') ?? ZERO);
  return told(rows, 'net') ?? before;
}

/** What the rows of an order lack to the value that the order tells; negative where they are worth more, undefined where it tells none. */
function lackOf(rows: readonly Row[]): Decimal | undefined {
  const worth = toldWorth(rows);
  if (worth === undefined) return undefined;
  const lines = rows.map(({ values }) => {
    const price = parseDecimal(values.get('unit_price')) ?? ZERO;
    const quantity = parseDecimal(values.get('quantity') ?? '1') ?? ZERO;
    return subtract(multiply(price, quantity), parseDecimal(values.get('line_discount')) ?? ZERO);
  });
  return subtract(worth, lines.reduce(add, ZERO));
}

/** What an order says that it is worth: its net, else its subtotal less its discount. */
export function netOf(rows: readonly Row[]): string | undefined {
  const worth = toldWorth(rows);
  return worth === undefined || worth.units < 0n ? undefined : textOf(worth);
}

/** What the order is less than its lines, where it tells its value: the sum of all discounts, whatever they are called. */
export function impliedDiscount(rows: readonly Row[]): string | undefined {
  const lack = lackOf(rows);
  return lack === undefined || lack.units > 0n ? undefined : textOf(subtract(ZERO, lack));
}

/** What is left of a refund where the lines tell no more what was given back. */
export function refundBeyondLines(rows: readonly Row[], amount: string | undefined): string | undefined {
  const lack = lackOf(rows);
  const refund = parseDecimal(amount);
  if (refund === undefined || lack === undefined || lack.units <= 0n) return amount;
  const left = subtract(refund, lack);
  return left.units > 0n ? textOf(left) : undefined;
}
