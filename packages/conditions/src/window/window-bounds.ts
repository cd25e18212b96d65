import { dayEnd, dayStart, minusSpan, startOfUnit, type ZoneTime } from '@perennial/calendar';
import type { TimeWindow } from '../tree/row-set.ts';

/** Rows lie in a window when `fromMs` <= time <= `toMs`; none does when `toMs` is smaller. `fromMs` may be −∞, `toMs` never exceeds the instant. */
export interface WindowBounds {
  fromMs: number;
  toMs: number;
}

const ALWAYS = Number.NEGATIVE_INFINITY;

/**
 * Bounds of a window as seen from an instant; without a window everything up to it. Undefined for `since` and `last-visit`, which hang on
 * the rows of a customer.
 */
export function windowBounds(
  window: TimeWindow | undefined,
  atMs: number,
  zone: ZoneTime,
): WindowBounds | undefined {
  if (window === undefined) return { fromMs: ALWAYS, toMs: atMs };
  switch (window.kind) {
    case 'last':
      return { fromMs: minusSpan(atMs, window.span, zone) + 1, toMs: atMs };
    case 'ago':
      return { fromMs: ALWAYS, toMs: minusSpan(atMs, window.span, zone) };
    case 'between-ago':
      return {
        fromMs: minusSpan(atMs, window.far, zone) + 1,
        toMs: minusSpan(atMs, window.near, zone),
      };
    case 'this':
      return { fromMs: startOfUnit(atMs, window.unit, zone), toMs: atMs };
    case 'previous': {
      const endMs = startOfUnit(atMs, window.unit, zone);
      return { fromMs: startOfUnit(endMs - 1, window.unit, zone), toMs: endMs - 1 };
    }
    case 'dates':
      return {
        fromMs: window.from === undefined ? ALWAYS : dayStart(window.from, zone),
        toMs: window.to === undefined ? atMs : Math.min(atMs, dayEnd(window.to, zone) - 1),
      };
    default:
      return undefined;
  }
}
