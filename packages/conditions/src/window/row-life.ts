import { dayEnd, dayStart, spanPassedAt, startOfNextUnit, type ZoneTime } from '@perennial/calendar';
import type { TimeWindow } from '../tree/row-set.ts';

/** From `entersMs` on, until before `leavesMs`, a row lies in a window; never when it leaves no later than it enters. */
export interface RowLife {
  entersMs: number;
  leavesMs: number;
}

const FOREVER = Number.POSITIVE_INFINITY;
const NEVER: RowLife = { entersMs: FOREVER, leavesMs: FOREVER };

/** The instants at which a row of this time lies in a window. Undefined for windows that hang on other rows. */
export function rowLife(
  window: TimeWindow | undefined,
  rowTimeMs: number,
  zone: ZoneTime,
): RowLife | undefined {
  if (window === undefined) return { entersMs: rowTimeMs, leavesMs: FOREVER };
  switch (window.kind) {
    case 'last':
      return { entersMs: rowTimeMs, leavesMs: spanPassedAt(rowTimeMs, window.span, zone) };
    case 'ago':
      return { entersMs: spanPassedAt(rowTimeMs, window.span, zone), leavesMs: FOREVER };
    case 'between-ago':
      return {
        entersMs: spanPassedAt(rowTimeMs, window.near, zone),
        leavesMs: spanPassedAt(rowTimeMs, window.far, zone),
      };
    case 'this':
      return { entersMs: rowTimeMs, leavesMs: startOfNextUnit(rowTimeMs, window.unit, zone) };
    case 'previous': {
      const entersMs = startOfNextUnit(rowTimeMs, window.unit, zone);
      return { entersMs, leavesMs: startOfNextUnit(entersMs, window.unit, zone) };
    }
    case 'dates':
      return isInDates(window, rowTimeMs, zone) ? { entersMs: rowTimeMs, leavesMs: FOREVER } : NEVER;
    default:
      return undefined;
  }
}

function isInDates(window: TimeWindow & { kind: 'dates' }, timeMs: number, zone: ZoneTime): boolean {
  if (window.from !== undefined && timeMs < dayStart(window.from, zone)) return false;
  return window.to === undefined || timeMs < dayEnd(window.to, zone);
}
