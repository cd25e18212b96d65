import type { ZoneTime } from '@perennial/calendar';
import type { Condition, Leaf, RfmLeaf, RowsLeaf, ScoreLeaf } from '@perennial/conditions';
import { VOID } from '@perennial/facts';
import { type Bits, countBits, orBits, setBit } from '../scan/bits.ts';
import { everyRow } from '../scan/every-row.ts';
import { hangsOnRows, planMeasure } from '../scan/measure.ts';
import type { ScanCompiler } from '../scan/scan-compiler.ts';
import type { ShardScan } from '../scan/shard-scan.ts';
import { FigureCourse, type LeafCourse, SteadyCourse } from './leaf-course.ts';
import { RowStays } from './row-stays.ts';
import { WindowDays } from './window-days.ts';

type OtherLeaf = Exclude<Leaf, RowsLeaf | ScoreLeaf | RfmLeaf>;

/** Makes a leaf's course over the days for a shard; whoever it cannot follow is put into `unsure`. */
type CourseMaker = (scan: ShardScan, unsure: Bits) => LeafCourse;

/** A condition whose leaves all have courses. */
export type CourseTree =
  | { kind: 'all' | 'any'; of: readonly CourseTree[] }
  | { kind: 'not'; of: CourseTree }
  | { kind: 'leaf'; make: CourseMaker };

export interface CourseContext {
  /** For the first of the instants. */
  compiler: ScanCompiler;
  /** Ascending. */
  instants: Float64Array;
  zone: ZoneTime;
  attributeCode(name: string): number;
}

/** Undefined when a leaf turns in other ways than by rows that enter and leave windows. */
export function courseTree(condition: Condition, context: CourseContext): CourseTree | undefined {
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const of: CourseTree[] = [];
      for (const part of condition.of) {
        const tree = courseTree(part, context);
        if (tree === undefined) return undefined;
        of.push(tree);
      }
      return { kind: condition.kind, of };
    }
    case 'not': {
      const of = courseTree(condition.of, context);
      return of === undefined ? undefined : { kind: 'not', of };
    }
    case 'rows':
      return rowsCourse(condition, context);
    case 'score':
    case 'rfm': {
      const rows = context.compiler.asRows(condition);
      return rows && courseTree(rows, context);
    }
    default:
      return profileCourse(condition, context);
  }
}

function rowsCourse(leaf: RowsLeaf, context: CourseContext): CourseTree | undefined {
  if (hangsOnRows(leaf)) return undefined;
  if (leaf.quantifier !== 'any') return courseTree(everyRow(leaf), context);
  const measure = planMeasure(leaf, context.zone);
  if (measure?.tally === undefined) return undefined;
  const { tally } = measure;
  const rows = context.compiler.rowsScan(leaf, measure);
  const window = new WindowDays(leaf.set.window, context.instants, context.zone);
  const make: CourseMaker = (scan, unsure) => {
    const time = rows.timesOf(scan);
    const stays = new RowStays(context.instants.length, {
      firstDay: (row) => window.firstDay(time[row]),
      endDay: (row) => window.endDay(time[row], voidFromMs(scan, leaf, row)),
    });
    const unsureOfRows = rows.foldRows(scan, scan.active, countBits(scan.active), window.widest, stays);
    if (unsureOfRows !== undefined) orBits(unsure, unsureOfRows);
    return new FigureCourse(stays.changes(), tally);
  };
  return { kind: 'leaf', make };
}

function voidFromMs({ shard }: ShardScan, { set }: RowsLeaf, row: number): number {
  if (set.rows === 'event') return Number.POSITIVE_INFINITY;
  const { rows, voidFrom } = shard.ledger;
  if ((rows.columns.flags[row] & VOID) === 0) return Number.POSITIVE_INFINITY;
  return voidFrom.get(row) ?? Number.NEGATIVE_INFINITY;
}

/** Traits that nobody was told anew since the first day have one verdict. */
function profileCourse(leaf: OtherLeaf, context: CourseContext): CourseTree | undefined {
  const names = namesOf(leaf);
  if (names === undefined) return undefined;
  const codes = names.map(context.attributeCode).filter((code) => code >= 0);
  const scanLeaf = context.compiler.compileLeaf(leaf);
  const make: CourseMaker = (scan, unsure) => {
    const { time } = scan.shard.attributes.rows;
    const firstMs = context.instants[0];
    for (const code of codes) {
      const { rows: newest, latestMs } = scan.indexes.newestValues.of(code);
      if (latestMs <= firstMs) continue;
      for (let local = 0; local < newest.length; local += 1) {
        if (newest[local] >= 0 && time[newest[local]] > firstMs) setBit(unsure, local);
      }
    }
    return new SteadyCourse(scanLeaf.holding(scan, scan.active, countBits(scan.active)));
  };
  return { kind: 'leaf', make };
}

/** The attributes that a leaf asks, none where nothing turns it; undefined for what else it hangs on. */
function namesOf(leaf: OtherLeaf): string[] | undefined {
  switch (leaf.kind) {
    case 'attribute':
      return leaf.test.op === 'older' || leaf.test.op === 'younger' ? undefined : [leaf.name];
    case 'tag':
      return ['tags'];
    case 'consent':
      return [leaf.topic, 'all'].map((topic) => `consent.${leaf.channel}.${topic}`);
    case 'affinity':
      return [];
    default:
      return undefined;
  }
}
