import type { ZoneTime } from '@perennial/calendar';
import { numberTest, type RowKind, type RowsLeaf, windowBounds } from '@perennial/conditions';
import { ExistenceFold, FigureFold, type Joining, type VerdictFold } from './fold.ts';

/** Which figure of a row goes into the fold. */
export type RowValue = 'none' | 'amount' | 'pieces' | 'duration' | 'time';

/** How rows become a verdict. */
export interface MeasurePlan {
  value: RowValue;
  /** Refunds take back from it. */
  takesBack: boolean;
  /** One row decides. */
  isExistence: boolean;
  foldAt(atMs: number): VerdictFold;
  /** The verdict on a figure from which rows can be taken away again; absent where they cannot. */
  tally?: Passes;
  /** The number of rows is all that is asked. */
  isOfCount?: boolean;
}

/** Whether a figure passes: rows and their joined value. */
export type Passes = (count: number, value: number) => boolean;

/** Asks more than single rows in any order: visits, windows from other rows on, one order's lines for themselves. */
export function hangsOnRows({ set, perOrder }: RowsLeaf): boolean {
  const kind = set.window?.kind;
  return set.rows === 'visit' || kind === 'since' || kind === 'last-visit' || perOrder;
}

/** Undefined for measures that rows in any order do not give: distinct orders, products and days. */
export function planMeasure({ measure, set }: RowsLeaf, zone: ZoneTime): MeasurePlan | undefined {
  if (measure === undefined) return existence();
  if ('within' in measure) {
    const { within, measure: which } = measure;
    if (within.kind === 'since' || within.kind === 'last-visit') return undefined;
    const joining = which === 'first' ? 'lower' : 'raise';
    return figure('time', joining, (atMs) => {
      const bounds = windowBounds(within, atMs, zone);
      return (count, value) =>
        count > 0 && bounds !== undefined && value >= bounds.fromMs && value <= bounds.toMs;
    });
  }
  const passes = numberTest(measure.test);
  const isWorthless = set.rows === 'event' || set.rows === 'visit';
  switch (measure.measure) {
    case 'count':
      return isAtLeastOne(measure.test) ? existence() : counted(passes);
    case 'sum':
      return {
        ...figure(isWorthless ? 'none' : 'amount', 'add', () => (_, value) => passes(value)),
        takesBack: true,
      };
    case 'quantity':
      return {
        ...figure(isWorthless ? 'none' : 'pieces', 'add', () => (_, value) => passes(value)),
        takesBack: true,
      };
    case 'duration':
      return figure(durationOf(set.rows), 'add', () => (_, value) => passes(value));
    case 'mean':
      return valued(isWorthless, 'add', (count, value) => passes(value / count));
    case 'min':
      return valued(isWorthless, 'lower', (_, value) => passes(value));
    case 'max':
      return valued(isWorthless, 'raise', (_, value) => passes(value));
    case 'orders':
      return set.rows === 'order' ? counted(passes) : undefined;
    default:
      return undefined;
  }
}

/** Orders that a customer has to have for a leaf to hold; 0 where it can do without. */
export function leastOrdersOf({ set, measure, quantifier }: RowsLeaf): number {
  if (set.rows !== 'order' || quantifier !== 'any') return 0;
  if (measure === undefined || 'within' in measure || measure.test.op !== 'range') return 0;
  return measure.measure === 'count' ? (measure.test.low ?? 0) : 0;
}

/** Both figures of the same rows; undefined where one fold does not keep both. */
export function bothMeasures(some: MeasurePlan, other: MeasurePlan): MeasurePlan | undefined {
  const [valued, counted] = some.isOfCount === true ? [other, some] : [some, other];
  const { tally, value, takesBack } = valued;
  const { tally: otherTally } = counted;
  const isOneValue =
    counted.isOfCount === true || (counted.value === value && counted.takesBack === takesBack);
  if (tally === undefined || otherTally === undefined || !isOneValue) return undefined;
  const passes: Passes = (count, sum) => tally(count, sum) && otherTally(count, sum);
  return {
    ...{ value, takesBack, isExistence: false, tally: passes },
    isOfCount: some.isOfCount === true && other.isOfCount === true,
    foldAt: () => new FigureFold('add', passes),
  };
}

/** One row decides, and its time is told. */
export function timeOfRows(): MeasurePlan {
  return { ...existence(), value: 'time' };
}

function existence(): MeasurePlan {
  return { value: 'none', takesBack: false, isExistence: true, foldAt: () => new ExistenceFold() };
}

function figure(value: RowValue, joining: Joining, passesAt: (atMs: number) => Passes): MeasurePlan {
  return {
    value,
    takesBack: false,
    isExistence: false,
    // What is added up does not hang on the instant.
    ...(joining === 'add' ? { tally: passesAt(0) } : {}),
    foldAt: (atMs) => new FigureFold(joining, passesAt(atMs)),
  };
}

function counted(passes: (count: number) => boolean): MeasurePlan {
  return { ...figure('none', 'add', () => (count) => passes(count)), isOfCount: true };
}

/** Figures that no rows do not have. */
function valued(isWorthless: boolean, joining: Joining, passes: Passes): MeasurePlan {
  return figure('amount', joining, () => (count, value) => !isWorthless && count > 0 && passes(count, value));
}

function durationOf(rows: RowKind): RowValue {
  return rows === 'event' ? 'duration' : 'none';
}

function isAtLeastOne(test: Parameters<typeof numberTest>[0]): boolean {
  const passes = numberTest(test);
  return test.op === 'range' && test.high === undefined && passes(1) && !passes(0);
}
