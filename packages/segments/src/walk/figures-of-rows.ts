import type { WindowBounds } from '@perennial/conditions';
import { canonicalJson } from '../compile/canonical-json.ts';
import type { Bits } from '../scan/bits.ts';
import type { ShardScan } from '../scan/shard-scan.ts';
import type { FigureCut, FigureRows } from './figure-rows.ts';
import type { RefundsOnWalk } from './ledger-walk.ts';
import type { SetWalkMaker } from './set-walk.ts';
import { isAnchored, refundsFor, setWalk } from './set-walks.ts';
import { Stays } from './stays.ts';
import type { WalkContext } from './walk-context.ts';
import { WindowDays } from './window-days.ts';

/** Figures whose rows differ in windows and types of events only. */
interface Sharing {
  refunds: RefundsOnWalk;
  figures: FigureRows[];
}

/** Rows that are walked over once for several figures. */
export interface SharedRows {
  walk: SetWalkMaker;
  cuts: readonly FigureCut[];
}

/** Undefined where rows do not tell by themselves when they are in their window. */
export function sharedRows(figures: readonly FigureRows[], context: WalkContext): SharedRows[] | undefined {
  const sharings = new Map<string, Sharing>();
  for (const rows of figures) {
    const { window, eventTypes: _, ...rest } = rows.of.set;
    const refunds = rows.plan.takesBack ? refundsFor(rows.of.set) : 'left-out';
    const key = `${refunds} ${canonicalJson(isAnchored(window) ? rows.of.set : rest)}`;
    const sharing = sharings.get(key) ?? { refunds, figures: [] };
    sharing.figures.push(rows);
    sharings.set(key, sharing);
  }
  const all: SharedRows[] = [];
  for (const sharing of sharings.values()) {
    const shared = sharedBy(sharing, context);
    if (shared === undefined) return undefined;
    all.push(shared);
  }
  return all;
}

/** The same of a shard. */
export interface WalkedRows {
  walk(locals: Uint16Array): void;
  /** Of whom was walked over last. */
  stays: Stays;
  cuts: readonly FigureCut[];
}

export function walkedRows({ walk, cuts }: SharedRows, scan: ShardScan, unsure: Bits): WalkedRows {
  const walkRows = walk(scan, unsure);
  const stays = new Stays();
  return { walk: (locals) => walkRows(locals, stays), stays, cuts };
}

function sharedBy({ refunds, figures }: Sharing, context: WalkContext): SharedRows | undefined {
  const set = figures[0]?.of.set;
  if (set === undefined) return undefined;
  const { window, ...ever } = set;
  if (isAnchored(window)) {
    const walk = setWalk(set, context, refunds);
    return walk && { walk, cuts: figures.map((rows) => ({ rows, window: undefined, types: undefined })) };
  }
  const eventTypes = [...new Set(figures.flatMap((rows) => rows.of.set.eventTypes))];
  const windows = figures.map((rows) => new WindowDays(rows.of.set.window, context.instants, context.zone));
  const walk = setWalk({ ...ever, eventTypes }, context, refunds, hullOf(windows));
  const { filters } = context;
  const cuts = figures.map((rows, place) => ({
    rows,
    window: rows.of.set.window && windows[place],
    types:
      rows.of.set.eventTypes.length < eventTypes.length
        ? filters.eventTypes(rows.of.set.eventTypes)
        : undefined,
  }));
  return walk && { walk, cuts };
}

/** Within which all their rows lie. */
function hullOf(windows: readonly WindowDays[]): WindowBounds {
  return {
    fromMs: Math.min(...windows.map(({ widest }) => widest.fromMs)),
    toMs: Math.max(...windows.map(({ widest }) => widest.toMs)),
  };
}
