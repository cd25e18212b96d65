import type { JsonObject } from '../../domain/object-reader.ts';
import type { Row, RowProblem } from './import-format.ts';
import type { Group } from './judge-row.ts';
import { makeOrder } from './make-order.ts';
import { makeCancellation, makeOrderRefund, makeRefund } from './make-refund.ts';
import { standingOf } from './order-status.ts';
import type { ResolvedFormat } from './resolve-format.ts';
import { firstTold } from './row-texts.ts';

/** Items of the door without their message ids, or why there are none. */
export type MadeItems = { items: JsonObject[] } | { skip: string } | { refused: RowProblem };

function timeMissing(rows: readonly Row[], { format }: ResolvedFormat): RowProblem {
  return {
    line: rows[0]?.line ?? 0,
    reason: 'IMPORT_VALUE_MISSING',
    column: format.columns.get('placed_time') ?? '',
    message: 'is empty in all rows of the order; fill it in',
  };
}

/** What all rows of an order or a refund make together; an order that was taken back makes two items. */
export function makeItems(group: Group, rows: readonly Row[], resolved: ResolvedFormat): MadeItems {
  if (firstTold(rows, 'placed_time') === undefined) return { refused: timeMissing(rows, resolved) };
  if (group.kind === 'refund') return { items: [makeRefund(rows, group, resolved)] };
  const standing = standingOf(firstTold(rows, 'status'));
  if (standing === 'unpaid') return { skip: 'order_not_paid' };
  const order = makeOrder(rows, group.id, resolved);
  if (standing === 'cancelled' || firstTold(rows, 'cancelled_time') !== undefined)
    return { items: [order, makeCancellation(rows, group.id, resolved)] };
  const refund = makeOrderRefund(rows, group.id, standing === 'refunded', resolved);
  return { items: refund === undefined ? [order] : [order, refund] };
}
