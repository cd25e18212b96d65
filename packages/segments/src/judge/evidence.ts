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
  /** Of a purchase: of what brought its order. */
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
      return { ...own, ...lineEvidence(rows, item), ...ofOrder(rows, list.order[place]) };
    case 'order':
      return { ...own, ...orderEvidence(rows, item, list.order[place]) };
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
function orderEvidence(rows: CustomerRows, row: number, order: number): Partial<Evidence> {
  return {
    ...ofOrder(rows, order),
    ...orderKeyAt(rows, row),
    quantity: Math.abs(rows.columns.orderPieces[row]),
    amountMinor: Math.abs(rows.columns.orderValueMinor[row]),
  };
}

/** What a row takes from its order, where that is known. */
function ofOrder(rows: CustomerRows, order: number): Partial<Evidence> {
  if (order < 0) return {};
  return { ...orderKeyAt(rows, order), sourceClass: classOf(rows, rows.columns.orderSource[order]) };
}

function orderKeyAt({ columns, facts }: CustomerRows, row: number): Partial<Evidence> {
  const key = row < 0 ? NO_ORDER : columns.orderKey[row];
  return key === NO_ORDER ? {} : { orderKey: facts.dictionaries.key.textOf(key) };
}

function eventEvidence(rows: CustomerRows, row: number): Partial<Evidence> {
  const { columns, facts } = rows;
  const { dictionaries } = facts;
  return {
    eventType: dictionaries.eventType.textOf(columns.eventType[row]),
    productId: dictionaries.product.textOf(columns.eventProduct[row]),
    page: dictionaries.page.textOf(columns.eventPage[row]),
    query: dictionaries.query.textOf(columns.eventQuery[row]),
    sourceClass: classOf(rows, columns.eventSource[row]),
    durationMs: columns.eventDurationMs[row],
  };
}

function visitEvidence(rows: CustomerRows, visit: number): Partial<Evidence> {
  const { columns, facts } = rows;
  return {
    page: facts.dictionaries.page.textOf(columns.visitPage[visit]),
    sourceClass: classOf(rows, columns.visitSource[visit]) || 'direct',
    durationMs: columns.visitDurationMs[visit],
  };
}

function classOf({ facts }: CustomerRows, source: number): string {
  return sourceOfText(facts.dictionaries.source.textOf(source)).sourceClass;
}
