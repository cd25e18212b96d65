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
  return (scan, unsure) => {
    const walk = rows(scan, unsure);
    const walkAnchors = set(scan, unsure);
    const all = new Stays();
    const anchors = new Stays();
    const days = new DaySpans();
    return (local, into) => {
      anchors.clear();
      walkAnchors(local, anchors);
      if (anchors.count === 0) return;
      all.clear();
      walk(local, all);
      for (let place = 0; place < all.count; place += 1) {
        const timeMs = all.timeMs[place];
        const behind = anchors.placeFrom(timeMs + 1 - afterMs);
        days.begin(all.first[place], all.end[place]);
        days.keep(anchors, 0, behind);
        if (which === 'last') days.drop(anchors, behind, anchors.count);
        for (let span = 0; span < days.count; span += 1)
          into.add(timeMs, days.first[span], days.end[span], all.item[place], all.order[place]);
      }
    };
  };
}
