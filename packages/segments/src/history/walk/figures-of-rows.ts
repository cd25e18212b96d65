import type { RowSet } from '@perennial/conditions';
import { canonicalJson } from '../../compile/canonical-json.ts';
import type { Bits } from '../../scan/bits.ts';
import type { MeasurePlan } from '../../scan/measure.ts';
import type { ShardScan } from '../../scan/shard-scan.ts';
import type { CourseContext } from '../course-context.ts';
import { WindowDays } from '../window-days.ts';
import type { FigureSweep } from './figure-sweep.ts';
import type { SetWalkMaker } from './set-walk.ts';
import { isAnchored, refundsFor, setWalk } from './set-walks.ts';
import { Stays } from './stays.ts';

/** Rows that a figure adds up. */
export interface FigureRows {
  figure: number;
  set: RowSet;
  plan: MeasurePlan;
  /** What each row adds; undefined: its own value. */
  points: number | undefined;
}

/** Rows that are walked over once for several figures. */
interface SharedRows {
  walk: SetWalkMaker;
  /** Each with the window that it cuts out; undefined: the walk has cut it out. */
  figures: { rows: FigureRows; window: WindowDays | undefined }[];
}

/** The rows of several figures, those that differ in their windows only walked over together. */
export class FiguresOfRows {
  readonly #context: CourseContext;
  readonly #shared = new Map<string, SharedRows>();

  constructor(context: CourseContext) {
    this.#context = context;
  }

  /** False where rows do not tell by themselves when they are in their window. */
  add(rows: FigureRows): boolean {
    const { window, ...ever } = rows.set;
    const refunds = rows.plan.takesBack ? refundsFor(rows.set) : 'left-out';
    const walked = isAnchored(window) ? rows.set : ever;
    const key = `${refunds} ${canonicalJson(walked)}`;
    const walk = this.#shared.get(key)?.walk ?? setWalk(walked, this.#context, refunds);
    if (walk === undefined) return false;
    const shared = this.#shared.get(key) ?? { walk, figures: [] };
    this.#shared.set(key, shared);
    const { instants, zone } = this.#context;
    const isCut = window === undefined || isAnchored(window);
    shared.figures.push({ rows, window: isCut ? undefined : new WindowDays(window, instants, zone) });
    return true;
  }

  /** Put a customer's rows into the sweep. */
  putters(scan: ShardScan, unsure: Bits, sweep: FigureSweep): ((local: number) => void)[] {
    return Array.from(this.#shared.values(), ({ walk, figures }) => {
      const walkRows = walk(scan, unsure);
      const stays = new Stays();
      const put = figures.map(({ rows, window }) => putter(rows, window, scan, sweep));
      return (local) => {
        stays.clear();
        walkRows(local, stays);
        if (stays.count === 0) return;
        for (let figure = 0; figure < put.length; figure += 1) put[figure](stays);
      };
    });
  }
}

function putter(
  { figure, set, plan, points }: FigureRows,
  window: WindowDays | undefined,
  scan: ShardScan,
  sweep: FigureSweep,
): (stays: Stays) => void {
  const values = valuesOf(set, plan, scan);
  const isOfLedger = set.rows === 'line' || set.rows === 'order';
  const { fromMs, toMs } = window?.widest ?? EVER;
  return ({ count, timeMs, first, end, item, order }) => {
    for (let place = 0; place < count; place += 1) {
      const rowMs = timeMs[place];
      if (rowMs < fromMs || rowMs > toMs) continue;
      let firstDay = first[place];
      let endDay = end[place];
      if (window !== undefined) {
        firstDay = Math.max(firstDay, window.firstDay(rowMs));
        endDay = Math.min(endDay, window.endDay(rowMs, Number.POSITIVE_INFINITY));
        if (endDay <= firstDay) continue;
      }
      const value = values === undefined ? 0 : values[item[place]];
      if (isOfLedger && order[place] < 0) sweep.add(firstDay, endDay, figure, 0, -Math.abs(value));
      else sweep.add(firstDay, endDay, figure, 1, points ?? value);
    }
  };
}

const EVER = { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };

/** By item; undefined where only the number of rows is asked. */
function valuesOf(
  { rows }: RowSet,
  { value }: MeasurePlan,
  { columns }: ShardScan,
): Float64Array | Int32Array | Uint32Array | undefined {
  const isOfLine = rows === 'line';
  if (value === 'amount') return isOfLine ? columns.lineAmountMinor : columns.orderValueMinor;
  if (value === 'pieces') return isOfLine ? columns.lineQuantity : columns.orderPieces;
  return value === 'duration' ? columns.eventDurationMs : undefined;
}
