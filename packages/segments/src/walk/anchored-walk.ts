import { DaySpans } from './day-spans.ts';
import type { SetWalkMaker } from './set-walk.ts';
import { Stays } from './stays.ts';

/** What a window hangs on. */
export interface Anchor {
  set: SetWalkMaker;
  which: 'first' | 'last';
  /** How long after the row it begins: 0 takes rows of the same instant in, 1 leaves them out. */
  afterMs: 0 | 1;
}

/** Rows behind the first or last row of another set: on days on which that has a row before them, and for the last none behind it. */
export function anchoredWalk(rows: SetWalkMaker, { set, which, afterMs }: Anchor): SetWalkMaker {
  const [all, anchors, days] = [new Stays(), new Stays(), new DaySpans()];
  return (scan, unsure) => {
    const walk = rows(scan, unsure);
    const walkAnchors = set(scan, unsure);
    return (locals, into) => {
      walk(locals, all);
      walkAnchors(locals, anchors);
      into.clear();
      for (let customer = 0, place = 0; customer < locals.length; customer += 1) {
        const start = anchors.starts[customer];
        const stop = anchors.starts[customer + 1];
        for (const end = all.starts[customer + 1]; place < end; place += 1) {
          const timeMs = all.timeMs[place];
          const behind = anchors.placeFrom(timeMs + 1 - afterMs, start, stop);
          if (behind === start) continue;
          days.begin(all.first[place], all.end[place]);
          days.keep(anchors, start, behind);
          if (which === 'last') days.drop(anchors, behind, stop);
          for (let span = 0; span < days.count; span += 1)
            into.add(timeMs, days.first[span], days.end[span], all.item[place], all.order[place]);
        }
        into.endCustomer();
      }
    };
  };
}
