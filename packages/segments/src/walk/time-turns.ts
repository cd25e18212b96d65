import type { RowsLeaf } from '@perennial/conditions';
import { DaySpans } from './day-spans.ts';
import { isAnchored, setWalk } from './set-walks.ts';
import type { TurnFinderMaker } from './turn-finder.ts';
import { turnsOfStays } from './turns-of-stays.ts';
import type { WalkContext } from './walk-context.ts';
import { WindowDays } from './window-days.ts';

/** Whether the first or last row lies in a window: on days on which it does and no row before or behind it is there. */
export function timeTurns({ set, measure }: RowsLeaf, context: WalkContext): TurnFinderMaker | undefined {
  if (measure === undefined || !('within' in measure)) return undefined;
  const { measure: which, within } = measure;
  const walk = isAnchored(set.window) || isAnchored(within) ? undefined : setWalk(set, context);
  if (walk === undefined) return undefined;
  const window = new WindowDays(within, context.instants, context.zone);
  const days = new DaySpans();
  return turnsOfStays(walk, context.instants.length, (stays, start, stop, holding) => {
    const { timeMs, first, end } = stays;
    for (let place = start; place < stop; place += 1) {
      const inFirst = Math.max(first[place], window.firstDay(timeMs[place]));
      days.begin(inFirst, Math.min(end[place], window.endDay(timeMs[place])));
      if (which === 'last') days.drop(stays, place + 1, stop);
      else days.drop(stays, start, place);
      holding.add(days);
    }
  });
}
