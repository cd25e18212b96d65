import type { RowSet, RowsLeaf, SequenceLeaf } from '@perennial/conditions';
import type { FilterCompiler } from '../compile/filter-compiler.ts';
import { type Bits, copyOfBits, countBits, giveBack } from '../scan/bits.ts';
import { ExistenceFold } from '../scan/fold.ts';
import { planMeasure } from '../scan/measure.ts';
import type { ShardScan } from '../scan/shard-scan.ts';
import type { FiguresTest } from '../scores/score-rows.ts';
import { figuresTurns } from '../walk/figure-turns.ts';
import { courseOfTurns, leafTurns } from '../walk/leaf-turns.ts';
import { isAnchored } from '../walk/set-walks.ts';
import type { TurnFinderMaker } from '../walk/turn-finder.ts';
import { WindowDays } from '../walk/window-days.ts';
import type { CourseContext, CourseMaker } from './course-context.ts';

type FindCustomers = (scan: ShardScan) => Bits;

/** The course of a leaf whose verdicts follow from one walk over each customer's rows; undefined for others. */
export function walkedCourse(leaf: RowsLeaf | SequenceLeaf, context: CourseContext): CourseMaker | undefined {
  const turns = leafTurns(leaf, context);
  if (turns === undefined) return undefined;
  return courseOf(turns, context, whoHas(leaf.kind === 'sequence' ? leaf.first : leaf.set, context));
}

/** Whether indexes find the rows of a set by product. */
export function isFoundByProduct({ rows, filter }: RowSet, filters: FilterCompiler): boolean {
  return rows === 'line' && filters.compile(filter, rows).codes.product !== undefined;
}

/** The course of several figures that are tested together. */
export function walkedFigures(test: FiguresTest, context: CourseContext): CourseMaker | undefined {
  const turns = figuresTurns(test, context);
  return turns && courseOf(turns, context, everybody);
}

function courseOf(make: TurnFinderMaker, { instants }: CourseContext, whom: FindCustomers): CourseMaker {
  return (scan, unsure) => {
    const customers = whom(scan);
    const course = courseOfTurns(make, instants.length, scan, customers, unsure);
    giveBack(customers);
    return course;
  };
}

/** Who has a row of a set at any time; where no index finds them, everybody. */
function whoHas(whole: RowSet, { compiler, instants, zone }: CourseContext): FindCustomers {
  if (!isFoundByProduct(whole, compiler.filters)) return everybody;
  const { window, ...ever } = whole;
  const set: RowSet = window === undefined || isAnchored(window) ? ever : { ...ever, window };
  const leaf: RowsLeaf = { kind: 'rows', set, quantifier: 'any', perOrder: false };
  const plan = planMeasure(leaf, zone);
  if (plan === undefined) return everybody;
  const rows = compiler.rowsScan(leaf, plan);
  const { widest } = new WindowDays(set.window, instants, zone);
  return (scan) => {
    const found = new ExistenceFold();
    rows.foldRows(scan, scan.active, countBits(scan.active), widest, found);
    return found.finish();
  };
}

function everybody({ active }: ShardScan): Bits {
  return copyOfBits(active);
}
