import type { DoorContext } from './door-context.ts';
import { readBookTime } from './item-time.ts';
import type { ObjectReader } from './object-reader.ts';
import type { LineDraft, OrderFact } from './order-fact.ts';
import { type Conversion, priceLines, reportingMinor } from './pricing.ts';
import { DISCOUNT, NET, readAmount, SHIPPING, TAX } from './read-amount.ts';
import { readCurrency } from './read-currency.ts';
import { LINES, type OrderDialect, readLines } from './read-lines.ts';
import { readStore } from './read-store.ts';
import { readSource } from './source-hints.ts';

const MAX_ID = 255;
const MAX_SYSTEM = 64;
const MAX_CHANNEL = 64;

export const ORDER_ID = ['order_id', 'orderId', 'transaction_id'];
const PLACED_TIME = ['placed_time', 'placedTime'];
const UPDATED_TIME = ['updated_time', 'updatedTime'];

export function readSourceSystem(reader: ObjectReader): string {
  return reader.text(['source_system', 'sourceSystem'], MAX_SYSTEM) ?? 'shop';
}

export function readUpdatedTime(reader: ObjectReader, timeMs: number, context: DoorContext): number {
  return readBookTime(reader, UPDATED_TIME, context.receivedMs) ?? timeMs;
}

interface Values {
  netMinor: number;
  discountMinor: number;
  lines: OrderFact['lines'];
}

/** An order without lines is worth what it says; one with lines is worth its lines less the discount on the whole. */
function readValues(reader: ObjectReader, drafts: readonly LineDraft[], conversion: Conversion): Values {
  const priced = priceLines(drafts, conversion);
  const discountMinor = reportingMinor(readAmount(reader, DISCOUNT), conversion);
  const toldNetMinor = reportingMinor(readAmount(reader, NET), conversion);
  if ('refusedLine' in priced) {
    const field = `${reader.path(LINES)}[${priced.refusedLine}].discount`;
    reader.problems.refuse('ORDER_DISCOUNT_TOO_LARGE', field, 'must not be above the value of the line');
    return { netMinor: 0, discountMinor, lines: [] };
  }
  if (drafts.length === 0) return { netMinor: toldNetMinor, discountMinor: 0, lines: [] };
  const netMinor = priced.grossMinor - discountMinor;
  if (netMinor < 0)
    reader.problems.refuse(
      'ORDER_DISCOUNT_TOO_LARGE',
      reader.path('discount'),
      'must not be above the sum of the lines',
    );
  if (!Number.isSafeInteger(priced.grossMinor))
    reader.problems.refuse(
      'ORDER_AMOUNT_INVALID',
      reader.path(LINES),
      'the sum of the lines is too large to count',
    );
  return { netMinor, discountMinor, lines: priced.lines };
}

function readOptional(reader: ObjectReader, order: OrderFact): void {
  const coupon = reader.text('coupon', MAX_ID);
  const channel = reader.text(['channel', 'affiliation'], MAX_CHANNEL);
  const store = reader.object('store');
  if (coupon !== undefined) order.coupon = coupon;
  if (channel !== undefined) order.channel = channel;
  if (store !== undefined) order.store = readStore(store);
}

/**
 * An order of any dialect, priced in the reporting currency (TXN-1..9).
 * @param timeMs when the item happened: the time of the order where it names none of its own
 * @param itemContext where the source is read from (TXN-9); without one the order shows no source
 */
export function readOrder(
  reader: ObjectReader,
  itemContext: ObjectReader | undefined,
  timeMs: number,
  dialect: OrderDialect,
  context: DoorContext,
): OrderFact {
  const told = readCurrency(reader, context);
  const conversion = {
    from: told?.code ?? context.tenant.currency,
    to: context.tenant.currency,
    rate: told?.rate ?? 1,
  };
  const values = readValues(reader, readLines(reader, dialect), conversion);
  const placedMs = readBookTime(reader, PLACED_TIME, context.receivedMs) ?? timeMs;
  const order: OrderFact = {
    kind: 'order',
    orderId: reader.requiredText(ORDER_ID, MAX_ID),
    sourceSystem: readSourceSystem(reader),
    placedMs,
    updatedMs: readUpdatedTime(reader, timeMs, context),
    ...values,
    shippingMinor: reportingMinor(readAmount(reader, SHIPPING), conversion),
    taxMinor: reportingMinor(readAmount(reader, TAX), conversion),
    currency: conversion.to,
    originalCurrency: conversion.from,
    exchangeRate: conversion.rate,
  };
  readOptional(reader, order);
  const source = readSource(itemContext, undefined, context.tenant.ownHosts);
  if (source !== undefined) order.source = source;
  return order;
}
