import type { SequenceLeaf } from '@perennial/conditions';
import type { CourseContext } from '../course-context.ts';
import { firstDayFrom } from '../day-search.ts';
import { DaySpans } from './day-spans.ts';
import { isAnchored, setWalk } from './set-walks.ts';
import { SpanTurns } from './span-turns.ts';
import { Stays } from './stays.ts';
import type { TurnFinderMaker } from './turn-finder.ts';

/** Whether a row is followed by another: on days on which both are there; negated: from when its time is over, on days without the other. */
export function sequenceTurns(
  { first, next, withinMs, negated }: SequenceLeaf,
  context: CourseContext,
): TurnFinderMaker | undefined {
  if (isAnchored(next.window)) return undefined;
  const firstWalk = setWalk(first, context);
  const nextWalk = setWalk(next, context);
  if (firstWalk === undefined || nextWalk === undefined) return undefined;
  const { instants } = context;
  return (scan, unsure) => {
    const walkFirst = firstWalk(scan, unsure);
    const walkNext = nextWalk(scan, unsure);
    const [firsts, nexts] = [new Stays(), new Stays()];
    const days = new DaySpans();
    const holding = new SpanTurns(instants.length);
    return {
      rest: false,
      find: (local, turns) => {
        firsts.clear();
        walkFirst(local, firsts);
        if (firsts.count === 0) return;
        nexts.clear();
        walkNext(local, nexts);
        for (let place = 0; place < firsts.count; place += 1) {
          const timeMs = firsts.timeMs[place];
          const dueMs = timeMs + withinMs;
          const [start, stop] = [nexts.placeFrom(timeMs + 1), nexts.placeFrom(dueMs + 1)];
          const from = negated
            ? Math.max(firsts.first[place], firstDayFrom(instants, dueMs))
            : firsts.first[place];
          days.begin(from, firsts.end[place]);
          if (negated) days.drop(nexts, start, stop);
          else days.keep(nexts, start, stop);
          holding.add(days);
        }
        holding.tell(local, turns);
      },
    };
  };
}
