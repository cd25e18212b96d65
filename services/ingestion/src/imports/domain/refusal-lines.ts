import type { Refusal } from '../../domain/refusal.ts';
import type { RowProblem } from './import-format.ts';
import type { GatheredItem } from './item-gatherer.ts';
import { isLine } from './order-lines.ts';
import type { ResolvedFormat } from './resolve-format.ts';

/** Accepts the path of a line's field, e.g. `lines[3].price`. */
const LINE_FIELD = /^lines\[(\d+)\]\.?(.*)$/;

/** Names that the door has for target fields. */
const TARGETS = new Map([
  ['userId', 'user_id'],
  ['anonymousId', 'anonymous_id'],
  ['time', 'placed_time'],
  ['price', 'unit_price'],
  ['category', 'category_path'],
]);

/** What the door refused of an item, as problems of the rows that it was made of: one is to blame, the others go with it. */
export function refusalLines(item: GatheredItem, refusal: Refusal, { format }: ResolvedFormat): RowProblem[] {
  const { reason, field, message } = refusal;
  const [, index, lineField] = LINE_FIELD.exec(field) ?? [];
  const blamed = (index === undefined ? undefined : item.rows.filter(isLine)[Number(index)]) ?? item.rows[0];
  const name = lineField ?? field;
  const target = TARGETS.get(name) ?? name;
  const header = format.columns.get(lineField === 'discount' ? 'line_discount' : target);
  const told = header === undefined && field !== '' ? `${field} ${message}` : message;
  return item.rows.map(({ line }) =>
    line === blamed?.line
      ? { line, reason, column: header ?? '', message: told }
      : {
          line,
          reason: 'IMPORT_ORDER_REFUSED',
          column: '',
          message: `belongs to an order that is refused for line ${blamed?.line ?? 0}; correct that one`,
        },
  );
}
