import type { DoorContext } from './door-context.ts';
import type { CancellationFact, PersonIds } from './intake-item.ts';
import type { ObjectReader } from './object-reader.ts';
import type { RefundFact } from './order-fact.ts';
import { ORDER_ID, readSourceSystem, readUpdatedTime } from './parse-order.ts';
import { priceLines } from './pricing.ts';
import { REFUND_VALUE, readAmount } from './read-amount.ts';
import { readCurrency } from './read-currency.ts';
import { LINES, type OrderDialect, readLines } from './read-lines.ts';
import { namesSomeone } from './read-person.ts';

const MAX_ID = 255;

function checkNamesSomething(reader: ObjectReader, refund: RefundFact, person: PersonIds): void {
  if (refund.orderId !== undefined) return;
  if (!namesSomeone(person))
    reader.problems.refuse('ITEM_FIELD_MISSING', reader.path('order_id'), 'send the order, or the person');
  if (refund.amount === undefined && refund.lines.length === 0)
    reader.problems.refuse(
      'REFUND_WITHOUT_ORDER_OR_VALUE',
      reader.path('amount'),
      'a refund without an order needs an amount or lines',
    );
}

function checkLines(reader: ObjectReader, refund: RefundFact): void {
  const to = refund.reportingCurrency;
  const priced = priceLines(refund.lines, {
    from: refund.currency?.code ?? to,
    to,
    rate: refund.currency?.rate ?? 1,
  });
  if ('refusedLine' in priced)
    reader.problems.refuse(
      'ORDER_DISCOUNT_TOO_LARGE',
      `${reader.path(LINES)}[${priced.refusedLine}].discount`,
      'must not be above the value of the line',
    );
}

/**
 * A refund of any dialect. Without an id of its own a full refund is "<order>:full", any other is known by its message.
 * In GA4 and Segment the value on the event is the order's, so it counts only where no items are told.
 */
export function readRefund(
  reader: ObjectReader,
  person: PersonIds,
  messageId: string,
  timeMs: number,
  dialect: OrderDialect,
  context: DoorContext,
): RefundFact {
  const orderId = reader.text(ORDER_ID, MAX_ID);
  const lines = readLines(reader, dialect);
  const amount = dialect === 'commerce' ? undefined : readAmount(reader, REFUND_VALUE);
  const currency = readCurrency(reader, context);
  const full = amount === undefined && lines.length === 0;
  const refund: RefundFact = {
    kind: 'refund',
    refundId:
      reader.text(['refund_id', 'refundId'], MAX_ID) ??
      (full ? `${orderId ?? ''}:full` : `${orderId ?? ''}:${messageId}`),
    sourceSystem: readSourceSystem(reader),
    updatedMs: readUpdatedTime(reader, timeMs, context),
    lines,
    reportingCurrency: context.tenant.currency,
  };
  if (orderId !== undefined) refund.orderId = orderId;
  if (amount !== undefined) refund.amount = amount;
  if (currency !== undefined) refund.currency = currency;
  checkNamesSomething(reader, refund, person);
  checkLines(reader, refund);
  return refund;
}

export function readCancellation(reader: ObjectReader): CancellationFact {
  return {
    kind: 'cancellation',
    orderId: reader.requiredText(ORDER_ID, MAX_ID),
    sourceSystem: readSourceSystem(reader),
  };
}
