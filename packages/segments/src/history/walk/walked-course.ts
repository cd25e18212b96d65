import type { RowSet, RowsLeaf, SequenceLeaf } from '@perennial/conditions';
import type { FilterCompiler } from '../../compile/filter-compiler.ts';
import { type Bits, copyOfBits, countBits, giveBack, localsOf } from '../../scan/bits.ts';
import { ExistenceFold } from '../../scan/fold.ts';
import { planMeasure } from '../../scan/measure.ts';
import type { ShardScan } from '../../scan/shard-scan.ts';
import type { FiguresTest } from '../../scores/score-rows.ts';
import type { CourseContext, CourseMaker } from '../course-context.ts';
import { WindowDays } from '../window-days.ts';
import { distinctTurns } from './distinct-turns.ts';
import { figuresTurns, figureTurns } from './figure-turns.ts';
import { oneOrderTurns } from './one-order-turns.ts';
import { sequenceTurns } from './sequence-turns.ts';
import { isAnchored } from './set-walks.ts';
import { PORTION_CUSTOMERS } from './stays.ts';
import { timeTurns } from './time-turns.ts';
import type { TurnFinderMaker } from './turn-finder.ts';
import { VerdictTurns } from './verdict-turns.ts';

type FindCustomers = (scan: ShardScan) => Bits;

/** The course of a leaf whose verdicts follow from one walk over each customer's rows; undefined for others. */
export function walkedCourse(leaf: RowsLeaf | SequenceLeaf, context: CourseContext): CourseMaker | undefined {
  const turns = leaf.kind === 'sequence' ? sequenceTurns(leaf, context) : rowsTurns(leaf, context);
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

function rowsTurns(leaf: RowsLeaf, context: CourseContext): TurnFinderMaker | undefined {
  if (leaf.perOrder && leaf.measure !== undefined) return oneOrderTurns(leaf, context);
  return figureTurns(leaf, context) ?? distinctTurns(leaf, context) ?? timeTurns(leaf, context);
}

function courseOf(make: TurnFinderMaker, { instants }: CourseContext, whom: FindCustomers): CourseMaker {
  return (scan, unsure) => {
    const finder = make(scan, unsure);
    const turns = new VerdictTurns();
    const customers = whom(scan);
    const locals = localsOf(customers);
    for (let start = 0; start < locals.length; start += PORTION_CUSTOMERS)
      finder.find(locals.subarray(start, start + PORTION_CUSTOMERS), turns);
    giveBack(customers);
    return turns.course(instants.length, finder.rest);
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
