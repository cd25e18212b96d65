import type { RowKind } from '@perennial/conditions';
import type { BoundColumns } from './bound-columns.ts';
import type { DimensionName } from './dimension-values.ts';

/** Where rows of a kind keep their code of a dimension. */
export interface CodeColumn {
  /** By row of the order rather than by item. */
  isOfOrder: boolean;
  of(columns: BoundColumns): Uint32Array | Uint16Array | Uint8Array;
}

export function codeColumn(rows: RowKind, dimension: DimensionName): CodeColumn {
  switch (dimension) {
    case 'product':
      return ofItem(rows === 'event' ? (columns) => columns.eventProduct : (columns) => columns.lineProduct);
    case 'source':
      return rows === 'event'
        ? ofItem((columns) => columns.eventSource)
        : ofOrder((columns) => columns.orderSource);
    case 'visitSource':
      return ofItem((columns) => columns.visitSource);
    case 'page':
      return ofItem(rows === 'visit' ? (columns) => columns.visitPage : (columns) => columns.eventPage);
    case 'query':
      return ofItem((columns) => columns.eventQuery);
    case 'eventType':
      return ofItem((columns) => columns.eventType);
    case 'store':
      return ofOrder((columns) => columns.store);
    case 'orderStoreKind':
      return ofOrder((columns) => columns.storeKind);
    case 'channel':
      return ofOrder((columns) => columns.channel);
    case 'coupon':
      return ofOrder((columns) => columns.coupon);
  }
}

function ofItem(of: CodeColumn['of']): CodeColumn {
  return { isOfOrder: false, of };
}

function ofOrder(of: CodeColumn['of']): CodeColumn {
  return { isOfOrder: true, of };
}
