import { ORDER, type ShardColumns } from '@perennial/facts';
import type { SchemeDefinition, SchemeRollups } from '@perennial/scores';
import { giveBack, noBits } from '../scan/bits.ts';
import { planMeasure, timeOfRows } from '../scan/measure.ts';
import { countsNow } from '../scan/row-passes.ts';
import { shardScan } from '../scan/shard-scan.ts';
import type { Turns } from '../scan/turns.ts';
import { netOf, ordered } from '../scores/row-conditions.ts';
import type { CourseContext } from './course-context.ts';
import { changesFinder } from './row-courses.ts';
import type { FigureChanges } from './row-stays.ts';

/** What the rows of one shard change from instant to instant. */
interface ShardChanges {
  shard: ShardColumns;
  ever: FigureChanges;
  frequency: FigureChanges;
  monetary: FigureChanges;
}

/** A scheme's figures of all customers at one instant after the other: each row is looked at when it enters and when it leaves. */
export class RunningRollups {
  readonly ever: { orderCount: Uint32Array; lastOrderMs: Float64Array };
  readonly frequency: { orderCount: Uint32Array };
  readonly monetary: { netMinor: Float64Array };
  readonly #instants: Float64Array;
  readonly #shards: readonly ShardChanges[];
  #next = 0;

  private constructor(instants: Float64Array, shards: readonly ShardChanges[]) {
    const customerCount = shards.reduce((sum, { shard }) => sum + shard.customers, 0);
    this.#instants = instants;
    this.#shards = shards;
    this.ever = {
      orderCount: new Uint32Array(customerCount),
      lastOrderMs: new Float64Array(customerCount).fill(Number.NaN),
    };
    this.frequency = { orderCount: new Uint32Array(customerCount) };
    this.monetary = { netMinor: new Float64Array(customerCount) };
  }

  static async open(scheme: SchemeDefinition, context: CourseContext, turns: Turns): Promise<RunningRollups> {
    const shards: ShardChanges[] = [];
    for (const shard of context.columns.shards) {
      await turns.pause();
      shards.push(changesOf(shard, scheme, context));
    }
    return new RunningRollups(context.instants, shards);
  }

  /** Of the last instant that was moved to; written over by the next. */
  get rollups(): SchemeRollups {
    return this;
  }

  /** @param place of the instant; never before an earlier one */
  moveTo(place: number): void {
    for (; this.#next <= place; this.#next += 1) {
      for (const shard of this.#shards) this.#change(shard, this.#next);
    }
  }

  #change({ shard, ever, frequency, monetary }: ShardChanges, place: number): void {
    const { base } = shard;
    this.#changeEver(ever, shard, place);
    const { orderCount } = this.frequency;
    for (let at = startOf(frequency, place); at < frequency.ends[place]; at += 1)
      orderCount[base + frequency.locals[at]] += frequency.counts[at];
    const { netMinor } = this.monetary;
    for (let at = startOf(monetary, place); at < monetary.ends[place]; at += 1)
      netMinor[base + monetary.locals[at]] += monetary.values[at];
  }

  /** Who loses an order, as it is cancelled, is asked for the last one that is left. */
  #changeEver(changes: FigureChanges, shard: ShardColumns, place: number): void {
    const { orderCount, lastOrderMs } = this.ever;
    const losing = new Set<number>();
    for (let at = startOf(changes, place); at < changes.ends[place]; at += 1) {
      const local = changes.locals[at];
      const customer = shard.base + local;
      orderCount[customer] += changes.counts[at];
      if (changes.counts[at] < 0) losing.add(local);
      else if (!(lastOrderMs[customer] >= changes.values[at])) lastOrderMs[customer] = changes.values[at];
    }
    for (const local of losing)
      lastOrderMs[shard.base + local] = lastOrderAt(shard, local, this.#instants[place]);
  }
}

/** NaN for a customer without an order at the instant. */
function lastOrderAt(shard: ShardColumns, local: number, at: number): number {
  const { time, columns } = shard.ledger.rows;
  let lastMs = Number.NaN;
  for (const row of rowsOf(shard, local)) {
    const state = columns.flags[row];
    if ((state & ORDER) === 0 || time[row] > at || !countsNow({ shard, asOf: { at } }, state, row)) continue;
    if (!(time[row] <= lastMs)) lastMs = time[row];
  }
  return lastMs;
}

function* rowsOf({ ledger: { rows } }: ShardColumns, local: number): Generator<number> {
  for (let row = rows.mainStart(local), end = rows.mainEnd(local); row < end; row += 1) yield row;
  for (let row = rows.newestDelta(local); row >= 0; row = rows.deltaBefore(row)) yield row;
}

function changesOf(
  shard: ShardColumns,
  { frequency, monetary }: SchemeDefinition,
  context: CourseContext,
): ShardChanges {
  const scan = shardScan(shard, { at: context.instants[0] });
  const unsure = noBits();
  const ofLeaf = (
    leaf: ReturnType<typeof ordered>,
    measure = planMeasure(leaf, context.zone),
  ): FigureChanges => {
    if (measure === undefined) throw new TypeError('a figure of a scheme cannot be added up');
    const rows = context.compiler.rowsScan(leaf, measure);
    return changesFinder(rows, leaf, context)(scan, unsure);
  };
  const changes = {
    shard,
    ever: ofLeaf(ordered(), timeOfRows()),
    frequency: ofLeaf(ordered(frequency.windowDays)),
    monetary: ofLeaf(netOf(ordered(monetary.windowDays))),
  };
  giveBack(unsure);
  giveBack(scan.active);
  return changes;
}

function startOf({ ends }: FigureChanges, place: number): number {
  return place === 0 ? 0 : ends[place - 1];
}
