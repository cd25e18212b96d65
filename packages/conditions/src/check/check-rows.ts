import { measuresOf, measureType } from '../tree/row-fields.ts';
import type { RowSet, TimeWindow } from '../tree/row-set.ts';
import type { RowsLeaf, SequenceLeaf } from '../tree/rows.ts';
import { checkFilter } from './check-filter.ts';
import { checkNumberTest } from './check-numbers.ts';
import { checkList } from './check-texts.ts';
import { checkDay, checkSpan, LONGEST_MS } from './check-times.ts';
import type { Findings } from './condition-problem.ts';

export function checkRowsLeaf(leaf: RowsLeaf, findings: Findings): void {
  checkRowSet(leaf.set, findings.at('set'));
  if (leaf.perOrder && leaf.set.rows !== 'line')
    findings.at('perOrder').report('Only lines can be looked at in one order', 'Set it to false');
  if (leaf.quantifier !== 'any') {
    if (leaf.perOrder)
      findings.at('perOrder').report(`"${leaf.quantifier}" speaks of all rows together`, 'Set it to false');
    if (leaf.measure !== undefined)
      findings.at('measure').report(`"${leaf.quantifier}" goes without a measure`, 'Leave the measure out');
    return;
  }
  if (leaf.measure !== undefined) checkMeasure(leaf, leaf.measure, findings.at('measure'));
}

export function checkSequence(leaf: SequenceLeaf, findings: Findings): void {
  checkRowSet(leaf.first, findings.at('first'));
  checkRowSet(leaf.next, findings.at('next'));
  if (!Number.isInteger(leaf.withinMs) || leaf.withinMs < 1 || leaf.withinMs > LONGEST_MS)
    findings.at('withinMs').report(`${leaf.withinMs} ms is no stretch of time`, 'Use 1 ms to 100 years');
}

function checkRowSet(set: RowSet, findings: Findings): void {
  const types = findings.at('eventTypes');
  if (set.rows === 'event') checkList(set.eventTypes, types);
  else if (set.eventTypes.length > 0)
    types.report(`Rows of kind ${set.rows} have no event types`, 'Leave them out');
  if (set.filter !== undefined) checkFilter(set.filter, set.rows, findings.at('filter'));
  if (set.window !== undefined) checkWindow(set.window, findings.at('window'));
}

function checkMeasure(leaf: RowsLeaf, measure: NonNullable<RowsLeaf['measure']>, findings: Findings): void {
  if ('within' in measure) {
    if (leaf.perOrder)
      findings.report(
        `One order has no ${measure.measure} row that says more than its time`,
        'Use `over all orders`, or a window',
      );
    checkWindow(measure.within, findings.at('within'));
    return;
  }
  const known = measuresOf(leaf.set.rows, leaf.perOrder);
  if (!known.includes(measure.measure)) {
    const rows = leaf.perOrder ? 'Lines of one order' : `Rows of kind ${leaf.set.rows}`;
    findings.report(`${rows} have no measure "${measure.measure}"`, `Use one of ${known.join(', ')}`);
  } else checkNumberTest(measure.test, measureType(measure.measure), findings.at('test'));
}

function checkWindow(window: TimeWindow, findings: Findings): void {
  switch (window.kind) {
    case 'last':
    case 'ago':
      checkSpan(window.span, findings.at('span'));
      return;
    case 'between-ago':
      checkSpan(window.far, findings.at('far'));
      checkSpan(window.near, findings.at('near'));
      if (window.far.unit === window.near.unit && window.far.amount <= window.near.amount)
        findings.report('The window ends before it begins', 'Put the longer time first');
      return;
    case 'dates':
      checkDates(window, findings);
      return;
    case 'since':
      if (window.set.window?.kind === 'since')
        findings
          .at('set')
          .at('window')
          .report('The window hangs on a window that hangs on rows', 'Give the inner rows another window');
      checkRowSet(window.set, findings.at('set'));
      return;
    default:
  }
}

function checkDates({ from, to }: TimeWindow & { kind: 'dates' }, findings: Findings): void {
  if (from !== undefined) checkDay(from, findings.at('from'));
  if (to !== undefined) checkDay(to, findings.at('to'));
  if (from === undefined && to === undefined)
    findings.report('The window has no day', 'Give a first or a last day');
  else if (from !== undefined && to !== undefined && from > to)
    findings.report('The window ends before it begins', 'Put the earlier day first');
}
