import { FIELDS, type Filter, type RowsLeaf } from '@perennial/conditions';
import { CustomerRows } from '../judge/customer-rows.ts';
import { Interest } from '../judge/interest.ts';
import { forEachBit } from '../scan/bits.ts';
import type { Passes } from '../scan/measure.ts';
import type { CourseContext, CourseMaker } from './course-context.ts';
import { FigureCourse } from './leaf-course.ts';
import { RowStays } from './row-stays.ts';
import { WindowDays } from './window-days.ts';

/** The course of a number of visits; each customer's are found once. Of a visit that goes on, only what its first hit tells is known for good. */
export function visitsCourse(
  { set }: RowsLeaf,
  passes: Passes,
  { compiler, columns, instants, zone }: CourseContext,
): CourseMaker {
  const { filters } = compiler;
  const interest = new Interest();
  interest.visits = true;
  const rows = new CustomerRows(columns, interest, filters.eventTypes([]));
  const { test } = filters.compile(set.filter, 'visit');
  const window = new WindowDays(set.window, instants, zone);
  const asOf = { at: instants[instants.length - 1] };
  return ({ shard, active }) => {
    const stays = new RowStays(instants.length, {
      firstDay: (visit) => window.firstDay(rows.visits().timeMs[visit]),
      endDay: (visit) => window.endDay(rows.visits().timeMs[visit], Number.POSITIVE_INFINITY),
    });
    forEachBit(active, (local) => {
      rows.load(shard.base + local, asOf);
      const { count } = rows.visits();
      for (let visit = 0; visit < count; visit += 1)
        if (test === undefined || test(rows.columns, visit, -1)) stays.add(local, 0, visit);
    });
    return new FigureCourse(stays.changes(), passes);
  };
}

/** Whether a filter over visits asks what the first hit tells: the source and the page, not how long it was. */
export function asksFirstHit(filter: Filter | undefined): boolean {
  if (filter === undefined) return true;
  switch (filter.kind) {
    case 'field':
      return FIELDS[filter.field].place === 'source' || filter.field === 'page';
    case 'not':
      return asksFirstHit(filter.of);
    case 'lines':
      return false;
    default:
      return filter.of.every(asksFirstHit);
  }
}
