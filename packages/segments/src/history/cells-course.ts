import type { RfmLeaf, RfmPart } from '@perennial/conditions';
import { cellCode, DIMENSIONS, type Dimension, NO_CELL, type SchemeDefinition } from '@perennial/scores';
import type { ClassFloors } from '../cells/class-floors.ts';
import { ClassesByDay, NO_CLASS } from '../cells/classes-by-day.ts';
import type { FigureRuns } from '../cells/figure-runs.ts';
import { floorsByDay } from '../cells/floors-by-day.ts';
import { momentsOf } from '../cells/moments.ts';
import { runsFinder } from '../cells/shard-runs.ts';
import { giveBack } from '../scan/bits.ts';
import { shardScan } from '../scan/shard-scan.ts';
import type { Turns } from '../scan/turns.ts';
import { cellsNamed } from '../scores/cell-names.ts';
import { DayFinder } from '../walk/day-finder.ts';
import type { LeafCourse } from '../walk/leaf-course.ts';
import { VerdictTurns } from '../walk/verdict-turns.ts';
import type { CourseContext } from './course-context.ts';

/** Who is in the cells that a leaf asks for, in a scheme whose borders are quantiles: they follow from everybody's figures, which are found first. */
export class CellsCourse {
  readonly #scheme: SchemeDefinition;
  readonly #leaf: RfmLeaf;
  readonly #context: CourseContext;
  readonly #runs = new Map<number, readonly FigureRuns[]>();
  #floors: readonly ClassFloors[] = [];
  #firstDays = new Uint16Array(0);

  constructor(scheme: SchemeDefinition, leaf: RfmLeaf, context: CourseContext) {
    this.#scheme = scheme;
    this.#leaf = leaf;
    this.#context = context;
  }

  /** To be awaited before the first course. */
  async prepare(turns: Turns): Promise<void> {
    const { instants, zone, columns } = this.#context;
    const moments = momentsOf(instants, zone);
    const dimensions = dimensionsOf(this.#leaf.part);
    const find = runsFinder(this.#scheme, dimensions, moments, this.#context);
    for (const shard of columns.shards) {
      await turns.pause();
      const scan = shardScan(shard, { at: instants[0] });
      this.#runs.set(shard.base, find(scan));
      giveBack(scan.active);
    }
    const found = [...this.#runs.values()];
    const floors: ClassFloors[] = [];
    for (const [place, dimension] of dimensions.entries()) {
      const shards = found.map((runs) => runs[place]);
      floors.push(await floorsByDay(dimension, this.#scheme, shards, moments, turns));
    }
    this.#floors = floors;
    const days = new DayFinder(instants);
    this.#firstDays = Uint16Array.from(moments.all, (ms) => days.from(ms));
  }

  /** @param base the shard's first customer */
  courseOf(base: number): LeafCourse {
    const { part, in: names } = this.#leaf;
    const isWanted = cellsNamed(part, names);
    const runs = this.#runs.get(base) ?? [];
    const classes = runs.map((each, place) => new ClassesByDay(each, this.#floors[place], this.#firstDays));
    const steps = dimensionsOf(part).map(stepOf);
    const turns = new VerdictTurns();
    const days = this.#context.instants.length;
    const customers = (runs[0]?.starts.length ?? 1) - 1;
    for (let local = 0; local < customers; local += 1) {
      for (let place = 0; place < classes.length; place += 1) classes[place].begin(local);
      addTurns(local, classes, steps, isWanted, days, turns);
    }
    return turns.course(days, isWanted[NO_CELL] === 1);
  }
}

function addTurns(
  local: number,
  classes: readonly ClassesByDay[],
  steps: readonly number[],
  isWanted: Uint8Array,
  days: number,
  turns: VerdictTurns,
): void {
  let holds = isWanted[NO_CELL];
  for (let day = 0; day < days; ) {
    let until = days;
    let cell = 1;
    for (let place = 0; place < classes.length; place += 1) {
      const found = classes[place].classOn(day);
      until = Math.min(until, classes[place].until);
      cell = found === NO_CLASS ? NO_CELL : cell + found * steps[place];
    }
    if (isWanted[cell] !== holds) {
      holds = isWanted[cell];
      turns.add(local, day);
    }
    day = until;
  }
}

function dimensionsOf(part: RfmPart): readonly Dimension[] {
  return part === 'cell' ? DIMENSIONS : [part];
}

/** What the next class of a dimension adds to the number of a cell. */
function stepOf(dimension: Dimension): number {
  const [recency, frequency, monetary] = DIMENSIONS.map((each) => Number(each === dimension));
  return cellCode(recency, frequency, monetary) - cellCode(0, 0, 0);
}
