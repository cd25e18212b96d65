import type { RowSet, TimeWindow, WindowBounds } from '@perennial/conditions';
import { asksOrder } from '../scan/asks-order.ts';
import { type Anchor, anchoredWalk } from './anchored-walk.ts';
import { asksFirstHit } from './asks-first-hit.ts';
import { eventWalk } from './event-walk.ts';
import { ledgerWalk, type RefundsOnWalk } from './ledger-walk.ts';
import type { SetWalkMaker } from './set-walk.ts';
import { visitWalk } from './visit-walk.ts';
import type { WalkContext } from './walk-context.ts';
import { wholeVisitWalk } from './whole-visit-walk.ts';
import { WindowDays } from './window-days.ts';

/**
 * The walk over the rows of a set; undefined where rows do not tell by themselves when they are in it.
 * @param within rows beyond are not asked for
 */
export function setWalk(
  set: RowSet,
  context: WalkContext,
  refunds: RefundsOnWalk = 'left-out',
  within: WindowBounds | undefined = undefined,
): SetWalkMaker | undefined {
  const { window, ...ever } = set;
  if (!isAnchored(window)) return fixedWalk(set, context, refunds, within);
  const rows = fixedWalk(ever, context, refunds);
  const anchor = anchorOf(window, context);
  return rows && anchor && anchoredWalk(rows, anchor);
}

export function isAnchored(
  window: TimeWindow | undefined,
): window is Extract<TimeWindow, { kind: 'since' | 'last-visit' }> {
  return window?.kind === 'since' || window?.kind === 'last-visit';
}

/** For figures that refunds take back from: a filter that asks the order of a refund takes a look-up. */
export function refundsFor({ rows, filter }: RowSet): RefundsOnWalk {
  return filter !== undefined && (rows === 'order' || asksOrder(filter)) ? 'unsure' : 'walked';
}

function anchorOf(
  window: Extract<TimeWindow, { kind: 'since' | 'last-visit' }>,
  context: WalkContext,
): Anchor | undefined {
  const ofSince = window.kind === 'since';
  const anchorSet: RowSet = ofSince ? window.set : { rows: 'visit', eventTypes: [] };
  if (isAnchored(anchorSet.window)) return undefined;
  const set = fixedWalk(anchorSet, context, 'left-out');
  return set && { set, which: ofSince ? window.anchor : 'last', afterMs: ofSince ? 1 : 0 };
}

function fixedWalk(
  { rows, eventTypes, filter, window }: RowSet,
  { filters, columns, instants, zone }: WalkContext,
  refunds: RefundsOnWalk,
  within?: WindowBounds,
): SetWalkMaker | undefined {
  const compiled = filters.compile(filter, rows);
  const days = new WindowDays(window, instants, zone, within);
  switch (rows) {
    case 'event':
      return eventWalk(filters.eventTypes(eventTypes), compiled.test, days);
    case 'visit':
      return compiled.test === undefined || asksFirstHit(filter)
        ? visitWalk(columns, compiled.test, days)
        : wholeVisitWalk(columns, compiled.test, days, instants);
    default:
      return ledgerWalk(compiled, days, refunds);
  }
}
