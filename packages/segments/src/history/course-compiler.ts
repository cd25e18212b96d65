import type { Condition, Leaf, RfmLeaf, RowsLeaf, ScoreLeaf, SequenceLeaf } from '@perennial/conditions';
import type { SchemeDefinition } from '@perennial/scores';
import { countBits, setBit } from '../scan/bits.ts';
import { everyRow } from '../scan/every-row.ts';
import { hangsOnRows, planMeasure } from '../scan/measure.ts';
import type { Turns } from '../scan/turns.ts';
import type { WalkQuestion } from '../walk/walk-question.ts';
import { CellsCourse } from './cells-course.ts';
import type { CourseContext, CourseMaker } from './course-context.ts';
import { extremeAsRows } from './extreme-as-rows.ts';
import { figureCourse } from './row-courses.ts';
import { SteadyCourse } from './steady-course.ts';
import { isFoundByProduct, walkedCourse } from './walked-course.ts';

type OtherLeaf = Exclude<Leaf, RowsLeaf | SequenceLeaf | ScoreLeaf | RfmLeaf>;

/** A condition whose leaves all have courses. */
export type CourseTree =
  | { kind: 'all' | 'any'; of: readonly CourseTree[] }
  | { kind: 'not'; of: CourseTree }
  | { kind: 'leaf'; make: CourseMaker; prepare?(turns: Turns): Promise<void> };

/** Undefined when a leaf turns in other ways than by rows that enter and leave windows. */
export function courseTree(condition: Condition, context: CourseContext): CourseTree | undefined {
  const joint = isJoining(condition) ? walkedLeaf({ kind: 'joint', condition }, context) : undefined;
  if (joint !== undefined) return joint;
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
    case 'sequence':
      return walkedLeaf({ kind: 'leaf', leaf: condition }, context);
    case 'score':
    case 'rfm':
      return scoreCourse(condition, context);
    default:
      return profileCourse(condition, context);
  }
}

function isJoining({ kind }: Condition): boolean {
  return kind === 'all' || kind === 'any' || kind === 'not';
}

function walkedLeaf(question: WalkQuestion, context: CourseContext): CourseTree | undefined {
  const make = walkedCourse(question, context);
  return make && { kind: 'leaf', make };
}

function rowsCourse(leaf: RowsLeaf, context: CourseContext): CourseTree | undefined {
  const otherwise = leaf.quantifier === 'any' ? extremeAsRows(leaf) : everyRow(leaf);
  if (otherwise !== undefined) return courseTree(otherwise, context);
  const make = postedCourse(leaf, context) ?? walkedCourse({ kind: 'leaf', leaf }, context);
  return make && { kind: 'leaf', make };
}

/** Of lines that are found by product: single rows of few customers. */
function postedCourse(leaf: RowsLeaf, context: CourseContext): CourseMaker | undefined {
  if (!isFoundByProduct(leaf.set, context.compiler.filters) || hangsOnRows(leaf)) return undefined;
  const measure = planMeasure(leaf, context.zone);
  const passes = measure?.isExistence === true ? isThere : measure?.tally;
  if (measure === undefined || passes === undefined) return undefined;
  return figureCourse(context.compiler.rowsScan(leaf, measure), leaf, passes, context);
}

function isThere(count: number): boolean {
  return count > 0;
}

function scoreCourse(leaf: ScoreLeaf | RfmLeaf, context: CourseContext): CourseTree | undefined {
  const scheme = leaf.kind === 'rfm' ? context.compiler.schemeOf(leaf) : undefined;
  if (context.compiler.asRows(leaf) !== undefined)
    return walkedLeaf({ kind: 'score', leaf, scheme }, context);
  return leaf.kind === 'rfm' && scheme !== undefined ? cellsCourse(leaf, scheme, context) : undefined;
}

/** Borders that are quantiles hang on everybody together. */
function cellsCourse(leaf: RfmLeaf, scheme: SchemeDefinition, context: CourseContext): CourseTree {
  const cells = new CellsCourse(scheme, leaf, context);
  return {
    kind: 'leaf',
    prepare: (turns) => cells.prepare(turns),
    make: ({ shard }) => cells.courseOf(shard.base),
  };
}

/** Traits that nobody was told anew since the first day have one verdict. */
function profileCourse(leaf: OtherLeaf, context: CourseContext): CourseTree | undefined {
  const names = namesOf(leaf);
  if (names === undefined) return undefined;
  const codes = names
    .map((name) => context.columns.dictionaries.attributeName.codeOf(name))
    .filter((code) => code >= 0);
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
