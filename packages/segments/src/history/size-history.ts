import type { Condition } from '@perennial/conditions';
import { JudgeAll, type JudgeContext } from '../judge/judge-all.ts';
import {
  allBits,
  andBits,
  type Bits,
  copyOfBits,
  countBits,
  dropBits,
  forEachBit,
  giveBack,
  noBits,
  orBits,
} from '../scan/bits.ts';
import { ScanCompiler } from '../scan/scan-compiler.ts';
import type { ScanOptions } from '../scan/scan-condition.ts';
import { type ShardScan, shardScan } from '../scan/shard-scan.ts';
import { Turns } from '../scan/turns.ts';
import { DayFinder } from '../walk/day-finder.ts';
import type { LeafCourse } from '../walk/leaf-course.ts';
import { type CourseTree, courseTree } from './course-compiler.ts';
import { addJudgedDays } from './judged-days.ts';

type OpenTree =
  | { kind: 'all' | 'any'; of: readonly OpenTree[] }
  | { kind: 'not'; of: OpenTree }
  | { kind: 'leaf'; course: LeafCourse };

const JUDGED_IN_A_TURN = 256;

/**
 * How many customers a condition held for at each of some instants, ascending, by what is known now (DSEG-23): rows enter and leave windows, so no
 * instant is scanned for itself. What turns in other ways is judged customer by customer where it can turn, which takes longer.
 * @throws the signal's reason when it is cancelled
 */
export async function sizeHistory(
  condition: Condition,
  context: JudgeContext,
  instants: readonly number[],
  { signal, costs }: ScanOptions = {},
): Promise<number[]> {
  const days = Float64Array.from(instants);
  const asOf = { at: days[0] };
  const compiler = new ScanCompiler(context, asOf, costs);
  const columns = context.facts.columns();
  const tree = courseTree(condition, {
    ...{ compiler, filters: compiler.filters, columns, instants: days, zone: context.zone },
    sharer: context.walkSharer,
  });
  const judge = new JudgeAll([condition], { ...context, filters: compiler.filters });
  const sizes = new Float64Array(days.length);
  const changes = new Int32Array(days.length + 1);
  const turns = new Turns(signal);
  if (tree !== undefined) await prepare(tree, turns);
  for (const shard of columns.shards) {
    await turns.pause();
    compiler.filters.refresh();
    const scan = shardScan(shard, asOf);
    const unsure = tree === undefined ? copyOfBits(scan.active) : noBits();
    if (tree !== undefined) await followDays(tree, scan, unsure, sizes, turns);
    andBits(unsure, scan.active);
    await judgeDays(judge, shard.base, unsure, days, changes, turns);
    giveBack(unsure);
    giveBack(scan.active);
  }
  let judged = 0;
  return Array.from(sizes, (size, day) => {
    judged += changes[day];
    return size + judged;
  });
}

async function prepare(tree: CourseTree, turns: Turns): Promise<void> {
  if (tree.kind === 'leaf') await tree.prepare?.(turns);
  else for (const part of tree.kind === 'not' ? [tree.of] : tree.of) await prepare(part, turns);
}

/** Adds the shard's sizes; those it cannot follow are put into `unsure` and left out. */
async function followDays(
  tree: CourseTree,
  scan: ShardScan,
  unsure: Bits,
  sizes: Float64Array,
  turns: Turns,
): Promise<void> {
  const open = openTree(tree, scan, unsure);
  const followed = copyOfBits(scan.active);
  dropBits(followed, unsure);
  for (let day = 0; day < sizes.length; day += 1) {
    await turns.pause();
    const holding = holdingOn(open, day);
    andBits(holding, followed);
    sizes[day] += countBits(holding);
    giveBack(holding);
  }
  giveBack(followed);
  endCourses(open);
}

async function judgeDays(
  judge: JudgeAll,
  base: number,
  customers: Bits,
  days: Float64Array,
  changes: Int32Array,
  turns: Turns,
): Promise<void> {
  const finder = new DayFinder(days);
  const locals: number[] = [];
  forEachBit(customers, (local) => locals.push(local));
  for (const [place, local] of locals.entries()) {
    if (place % JUDGED_IN_A_TURN === 0) await turns.pause();
    addJudgedDays(judge, base + local, days, finder, changes);
  }
}

function openTree(tree: CourseTree, scan: ShardScan, unsure: Bits): OpenTree {
  switch (tree.kind) {
    case 'leaf':
      return { kind: 'leaf', course: tree.make(scan, unsure) };
    case 'not':
      return { kind: 'not', of: openTree(tree.of, scan, unsure) };
    default:
      return { kind: tree.kind, of: tree.of.map((part) => openTree(part, scan, unsure)) };
  }
}

/** Bits that belong to the caller; bits of no customers may be set, too. */
function holdingOn(tree: OpenTree, day: number): Bits {
  if (tree.kind === 'leaf') return copyOfBits(tree.course.bitsOn(day));
  if (tree.kind === 'not') {
    const holding = allBits();
    const part = holdingOn(tree.of, day);
    dropBits(holding, part);
    giveBack(part);
    return holding;
  }
  const holding = tree.kind === 'all' ? allBits() : noBits();
  for (const of of tree.of) {
    const part = holdingOn(of, day);
    if (tree.kind === 'all') andBits(holding, part);
    else orBits(holding, part);
    giveBack(part);
  }
  return holding;
}

function endCourses(tree: OpenTree): void {
  if (tree.kind === 'leaf') tree.course.end();
  else if (tree.kind === 'not') endCourses(tree.of);
  else for (const part of tree.of) endCourses(part);
}
