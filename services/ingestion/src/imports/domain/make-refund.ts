import type { JsonObject } from '../../domain/object-reader.ts';
import type { Row } from './import-format.ts';
import type { Group } from './judge-row.ts';
import { linesOf } from './order-lines.ts';
import { refundBeyondLines } from './order-worth.ts';
import type { ResolvedFormat } from './resolve-format.ts';
import { earliest, firstTold, personOf, told, wholeText } from './row-texts.ts';

/** A refund that has rows of its own. */
export function makeRefund(rows: readonly Row[], group: Group, resolved: ResolvedFormat): JsonObject {
  const { format } = resolved;
  return told({
    ...personOf(rows),
    type: 'refund',
    time: earliest(rows, 'placed_time'),
    refund_id: group.id,
    order_id: group.orderId,
    source_system: format.sourceSystem,
    currency: firstTold(rows, 'currency') ?? format.currency,
    exchange_rate: firstTold(rows, 'exchange_rate'),
    amount: firstTold(rows, 'refund_amount')?.replace(/^-/, ''),
    amount_minor: wholeText(firstTold(rows, 'refund_amount_minor')),
    lines: linesOf(rows, resolved, true),
  });
}

/**
 * The refund that stands in the rows of its order; undefined when there is none. A full one is worth what the order is here, which
 * leaves shipping and tax out as the order does.
 */
export function makeOrderRefund(
  rows: readonly Row[],
  orderId: string,
  isFull: boolean,
  resolved: ResolvedFormat,
): JsonObject | undefined {
  const { format, preset } = resolved;
  const paid = firstTold(rows, 'refund_amount')?.replace(/^-/, '');
  const hasLines = linesOf(rows, resolved, false).length > 0;
  const amount = preset.linesAsKept === true && hasLines ? refundBeyondLines(rows, paid) : paid;
  if (!isFull && !(Number(amount ?? 0) > 0)) return undefined;
  return told({
    ...personOf(rows),
    type: 'refund',
    time: firstTold(rows, 'updated_time') ?? earliest(rows, 'placed_time'),
    refund_id: `${orderId}:${isFull ? 'full' : 'import'}`,
    order_id: orderId,
    source_system: format.sourceSystem,
    currency: firstTold(rows, 'currency') ?? format.currency,
    amount: isFull ? undefined : amount,
  });
}

export function makeCancellation(
  rows: readonly Row[],
  orderId: string,
  resolved: ResolvedFormat,
): JsonObject {
  return told({
    ...personOf(rows),
    type: 'cancellation',
    time:
      firstTold(rows, 'cancelled_time') ?? firstTold(rows, 'updated_time') ?? earliest(rows, 'placed_time'),
    order_id: orderId,
    source_system: resolved.format.sourceSystem,
  });
}
