import type { ImportKind, Row, RowProblem, RowValues } from './import-format.ts';
import type { PresetDefinition, RowRuling } from './preset.ts';
import { createRowReader } from './read-row.ts';
import type { ResolvedFormat } from './resolve-format.ts';

/** An order or a refund, of which several rows may speak. */
export interface Group {
  /** Unique in the file. */
  key: string;
  kind: 'order' | 'refund';
  id: string;
  /** The order that a refund is of; unset when the file does not say. */
  orderId?: string;
}

export type RowOutcome =
  | { kind: 'refused'; problem: RowProblem; group?: Group }
  | { kind: 'skipped'; rule: string; row: Row }
  | { kind: 'taken'; row: Row; group?: Group };

/** What becomes of a row by itself, whatever stands in the others. */
export type RowJudge = (cells: readonly string[], line: number) => RowOutcome;

function defaultRule(values: RowValues): RowRuling {
  const refundId = values.get('refund_id');
  const orderId = values.get('order_id');
  if (refundId === undefined) return { take: 'order' };
  return orderId === undefined ? { take: 'refund', refundId } : { take: 'refund', refundId, orderId };
}

function groupOf(values: RowValues, ruling: Exclude<RowRuling, { skip: string }>): Group | undefined {
  if (ruling.take === 'refund') {
    const { refundId: id, orderId } = ruling;
    return { key: `refund ${id}`, kind: 'refund', id, ...(orderId === undefined ? {} : { orderId }) };
  }
  const id = values.get('order_id');
  return id === undefined ? undefined : { key: `order ${id}`, kind: 'order', id };
}

/** Fields of which a row needs one. */
const ROW_IDS: Record<ImportKind, readonly string[]> = {
  orders: ['order_id', 'refund_id'],
  customers: ['user_id', 'email'],
  products: ['product_id'],
};

function missingId(preset: PresetDefinition, { format }: ResolvedFormat, line: number): RowProblem {
  const column = ROW_IDS[preset.kind]
    .map((target) => format.columns.get(target))
    .find((header) => header !== undefined);
  const message = `is empty; fill in ${ROW_IDS[preset.kind].join(' or ')}`;
  return { line, reason: 'IMPORT_VALUE_MISSING', column: column ?? '', message };
}

export function createRowJudge(resolved: ResolvedFormat): RowJudge {
  const { preset } = resolved;
  const read = createRowReader(resolved);
  const rule = preset.rule ?? defaultRule;
  const judgeOrderRow = (row: Row, problem: RowProblem | undefined): RowOutcome => {
    const ruling = rule(row.values);
    if ('skip' in ruling && problem === undefined) return { kind: 'skipped', rule: ruling.skip, row };
    const group = 'skip' in ruling ? undefined : groupOf(row.values, ruling);
    if (problem !== undefined) return { kind: 'refused', problem, ...(group === undefined ? {} : { group }) };
    if (group === undefined) return { kind: 'refused', problem: missingId(preset, resolved, row.line) };
    return { kind: 'taken', row, group };
  };
  return (cells, line) => {
    const found = read(cells, line);
    const row = { line, values: found.values };
    const problem = 'problem' in found ? found.problem : undefined;
    if (preset.kind === 'orders') return judgeOrderRow(row, problem);
    if (problem !== undefined) return { kind: 'refused', problem };
    return ROW_IDS[preset.kind].some((target) => found.values.has(target))
      ? { kind: 'taken', row }
      : { kind: 'refused', problem: missingId(preset, resolved, line) };
  };
}
