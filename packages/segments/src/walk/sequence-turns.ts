import type { SequenceLeaf } from '@perennial/conditions';
import { DayFinder } from './day-finder.ts';
import { DaySpans } from './day-spans.ts';
import { isAnchored, setWalk } from './set-walks.ts';
import { SpanTurns } from './span-turns.ts';
import { Stays } from './stays.ts';
import type { TurnFinderMaker } from './turn-finder.ts';
import type { WalkContext } from './walk-context.ts';

/** Whether a row is followed by another: on days on which both are there; negated: from when its time is over, on days without the other. */
export function sequenceTurns(
  { first, next, withinMs, negated }: SequenceLeaf,
  context: WalkContext,
): TurnFinderMaker | undefined {
  if (isAnchored(next.window)) return undefined;
  const firstWalk = setWalk(first, context);
  const nextWalk = setWalk(next, context);
  if (firstWalk === undefined || nextWalk === undefined) return undefined;
  const { instants } = context;
  const finder = new DayFinder(instants);
  const [firsts, nexts, days] = [new Stays(), new Stays(), new DaySpans()];
  const holding = new SpanTurns(instants.length);
  return (scan, unsure) => {
    const walkFirst = firstWalk(scan, unsure);
    const walkNext = nextWalk(scan, unsure);
    return {
      rest: false,
      find: (locals, turns) => {
        walkFirst(locals, firsts);
        walkNext(locals, nexts);
        for (let customer = 0, place = 0; customer < locals.length; customer += 1) {
          const end = firsts.starts[customer + 1];
          if (place === end) continue;
          const [from, to] = [nexts.starts[customer], nexts.starts[customer + 1]];
          for (; place < end; place += 1) {
            const timeMs = firsts.timeMs[place];
            const dueMs = timeMs + withinMs;
            const start = nexts.placeFrom(timeMs + 1, from, to);
            const stop = nexts.placeFrom(dueMs + 1, start, to);
            const first = firsts.first[place];
            days.begin(negated ? Math.max(first, finder.from(dueMs)) : first, firsts.end[place]);
            if (negated) days.drop(nexts, start, stop);
            else days.keep(nexts, start, stop);
            holding.add(days);
          }
          holding.tell(locals[customer], turns);
        }
      },
    };
  };
}
