import type { RowsLeaf } from '@perennial/conditions';
import { VOID } from '@perennial/facts';
import { type Bits, countBits, orBits } from '../scan/bits.ts';
import type { Passes } from '../scan/measure.ts';
import type { RowsScan } from '../scan/rows-scan.ts';
import type { ShardScan } from '../scan/shard-scan.ts';
import { WindowDays } from '../walk/window-days.ts';
import type { CourseContext, CourseMaker } from './course-context.ts';
import { FigureCourse } from './figure-course.ts';
import { type FigureChanges, RowStays } from './row-stays.ts';

/** What a shard's rows change of a figure from day to day; whoever it cannot follow is put into `unsure`. */
type FindChanges = (scan: ShardScan, unsure: Bits) => FigureChanges;

/** The course of one figure. */
export function figureCourse(
  rows: RowsScan,
  leaf: RowsLeaf,
  passes: Passes,
  context: CourseContext,
): CourseMaker {
  const changesOf = changesFinder(rows, leaf, context);
  return (scan, unsure) => new FigureCourse(changesOf(scan, unsure), passes);
}

function changesFinder(rows: RowsScan, leaf: RowsLeaf, context: CourseContext): FindChanges {
  const window = new WindowDays(leaf.set.window, context.instants, context.zone);
  return (scan, unsure) => {
    const time = rows.timesOf(scan);
    const stays = new RowStays(context.instants.length, {
      firstDay: (row) => window.firstDay(time[row]),
      endDay: (row) => window.endDayUntil(time[row], voidFromMs(scan, leaf, row)),
    });
    const unsureOfRows = rows.foldRows(scan, scan.active, countBits(scan.active), window.widest, stays);
    if (unsureOfRows !== undefined) orBits(unsure, unsureOfRows);
    return stays.changes();
  };
}

function voidFromMs({ shard }: ShardScan, { set }: RowsLeaf, row: number): number {
  if (set.rows === 'event') return Number.POSITIVE_INFINITY;
  const { rows, voidFrom } = shard.ledger;
  if ((rows.columns.flags[row] & VOID) === 0) return Number.POSITIVE_INFINITY;
  return voidFrom.get(row) ?? Number.NEGATIVE_INFINITY;
}
