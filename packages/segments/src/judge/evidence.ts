import type { RowKind } from '@perennial/conditions';
import { NO_ORDER, sourceOfText } from '@perennial/facts';
import type { CustomerRows } from './customer-rows.ts';
import type { RowList } from './row-list.ts';
import type { RowsOfSet } from './rows-of-set.ts';

/**
 * Why a row is evidence: it matches; it takes value back; it fails where every row must match; a window begins with it; or it is
 * the one or the other side of a sequence.
 */
export type EvidenceRole = 'match' | 'refund' | 'against' | 'anchor' | 'first' | 'next';

/** A row that bears on a verdict; texts and amounts that its kind does not have are absent. */
export interface Evidence {
  role: EvidenceRole;
  row: RowKind;
  timeMs: number;
  /** Absent for refunds of unknown orders. */
  orderKey?: string;
  productId?: string;
  /** Positive, also of refunds; so is `amountMinor`. */
  quantity?: number;
  amountMinor?: number;
  eventType?: string;
  page?: string;
  query?: string;
  sourceClass?: string;
  durationMs?: number;
}

/** The row at a place of a list of a set. */
export function evidenceAt(
  role: EvidenceRole,
  set: RowsOfSet,
  rows: CustomerRows,
  list: RowList,
  place: number,
): Evidence {
  const own = { role, row: set.kind, timeMs: list.timeMs[place] };
  const item = list.item[place];
  switch (set.kind) {
    case 'line':
      return { ...own, ...lineEvidence(rows, item), ...orderKeyAt(rows, list.order[place]) };
    case 'order':
      return { ...own, ...orderEvidence(rows, item) };
    case 'event':
      return { ...own, ...eventEvidence(rows, item) };
    case 'visit':
      return { ...own, ...visitEvidence(rows, item) };
  }
}

function lineEvidence({ columns, facts }: CustomerRows, line: number): Partial<Evidence> {
  return {
    productId: facts.dictionaries.product.textOf(columns.lineProduct[line]),
    quantity: columns.lineQuantity[line],
    amountMinor: columns.lineAmountMinor[line],
  };
}

/** A refund's row tells its order's key, too. */
function orderEvidence(rows: CustomerRows, row: number): Partial<Evidence> {
  return {
    ...orderKeyAt(rows, row),
    quantity: Math.abs(rows.columns.orderPieces[row]),
    amountMinor: Math.abs(rows.columns.orderValueMinor[row]),
  };
}

function orderKeyAt({ columns, facts }: CustomerRows, row: number): Partial<Evidence> {
  const key = row < 0 ? NO_ORDER : columns.orderKey[row];
  return key === NO_ORDER ? {} : { orderKey: facts.dictionaries.key.textOf(key) };
}

function eventEvidence({ columns, facts: { dictionaries } }: CustomerRows, row: number): Partial<Evidence> {
  return {
    eventType: dictionaries.eventType.textOf(columns.eventType[row]),
    productId: dictionaries.product.textOf(columns.eventProduct[row]),
    page: dictionaries.page.textOf(columns.eventPage[row]),
    query: dictionaries.query.textOf(columns.eventQuery[row]),
    sourceClass: sourceOfText(dictionaries.source.textOf(columns.eventSource[row])).sourceClass,
    durationMs: columns.eventDurationMs[row],
  };
}

function visitEvidence({ columns, facts: { dictionaries } }: CustomerRows, visit: number): Partial<Evidence> {
  const { sourceClass } = sourceOfText(dictionaries.source.textOf(columns.visitSource[visit]));
  return {
    page: dictionaries.page.textOf(columns.visitPage[visit]),
    sourceClass: sourceClass === '' ? 'direct' : sourceClass,
    durationMs: columns.visitDurationMs[visit],
  };
}
