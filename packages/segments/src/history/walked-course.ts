import type { RowSet, RowsLeaf } from '@perennial/conditions';
import type { FilterCompiler } from '../compile/filter-compiler.ts';
import { type Bits, copyOfBits, countBits, giveBack } from '../scan/bits.ts';
import { ExistenceFold } from '../scan/fold.ts';
import { planMeasure } from '../scan/measure.ts';
import type { ShardScan } from '../scan/shard-scan.ts';
import { isAnchored } from '../walk/set-walks.ts';
import { Walk } from '../walk/walk.ts';
import type { WalkQuestion } from '../walk/walk-question.ts';
import { WindowDays } from '../walk/window-days.ts';
import type { CourseContext, CourseMaker } from './course-context.ts';

type FindCustomers = (scan: ShardScan) => Bits;

/** The course of verdicts that follow from one walk over each customer's rows; undefined for others. */
export function walkedCourse(question: WalkQuestion, context: CourseContext): CourseMaker | undefined {
  const walk = Walk.of(question, context);
  if (walk === undefined) return undefined;
  const whom = whomFor(question, context);
  return (scan, unsure) => {
    const customers = whom(scan);
    const course = walk.course(scan, customers, unsure);
    giveBack(customers);
    return course;
  };
}

/** Whether indexes find the rows of a set by product. */
export function isFoundByProduct({ rows, filter }: RowSet, filters: FilterCompiler): boolean {
  return rows === 'line' && filters.compile(filter, rows).codes.product !== undefined;
}

function whomFor(question: WalkQuestion, context: CourseContext): FindCustomers {
  if (question.kind !== 'leaf') return everybody;
  const { leaf } = question;
  return whoHas(leaf.kind === 'sequence' ? leaf.first : leaf.set, context);
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
