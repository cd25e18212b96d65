import { FIELDS, type FieldFilter, type Filter } from '../tree/filter.ts';
import { fieldsOf, isField } from '../tree/row-fields.ts';
import type { RowKind } from '../tree/row-set.ts';
import { SOURCE_CLASSES } from '../tree/words.ts';
import { checkWords } from './check-texts.ts';
import { checkValueTest } from './check-value-test.ts';
import type { Findings } from './condition-problem.ts';

/** A filter of rows of a kind. */
export function checkFilter(filter: Filter, rows: RowKind, findings: Findings): void {
  switch (filter.kind) {
    case 'and':
    case 'or': {
      const list = findings.at(filter.kind);
      if (filter.of.length === 0) list.report('The list is empty', 'Give it a part, or leave the filter out');
      for (const [place, part] of filter.of.entries()) checkFilter(part, rows, list.at(place));
      return;
    }
    case 'not':
      checkFilter(filter.of, rows, findings.at('not'));
      return;
    case 'field':
      checkField(filter, rows, findings.at('field'));
      return;
    default:
      if (rows !== 'order')
        findings.at('lines').report('Only orders have lines', 'Ask this of orders, or ask the row itself');
      else checkFilter(filter.filter, 'line', findings.at('lines').at('filter'));
  }
}

function checkField({ field, test }: FieldFilter, rows: RowKind, findings: Findings): void {
  if (!isField(field) || !fieldsOf(rows).includes(field)) {
    const message = `${article(rows)} has no field "${String(field).slice(0, 40)}"`;
    findings.report(message, `Use one of ${fieldsOf(rows).join(', ')}`);
    return;
  }
  checkValueTest(test, FIELDS[field].type, findings.at('test'));
  if (field === 'source' && (test.op === 'in' || test.op === 'not-in'))
    checkWords(test.values, SOURCE_CLASSES, findings.at('test'));
}

function article(rows: RowKind): string {
  return rows === 'order' || rows === 'event' ? `An ${rows}` : `A ${rows}`;
}
