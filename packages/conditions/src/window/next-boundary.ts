import { startOfNextUnit, type ZoneTime } from '@perennial/calendar';
import type { TimeWindow } from '../tree/row-set.ts';
import { rowLife } from './row-life.ts';

const NEVER = Number.POSITIVE_INFINITY;

/**
 * The first instant after `atMs` at which a row of this time enters or leaves a window; ∞ when it never does. Windows that hang on other rows
 * (`since`, `last-visit`) move with those rows and not with time: ∞.
 */
export function nextBoundary(
  window: TimeWindow | undefined,
  zone: ZoneTime,
  rowTimeMs: number,
  atMs: number,
): number {
  const life = rowLife(window, rowTimeMs, zone);
  if (life === undefined || life.leavesMs <= life.entersMs) return NEVER;
  if (life.entersMs > atMs) return life.entersMs;
  return life.leavesMs > atMs ? life.leavesMs : NEVER;
}

/** The first instant after `atMs` at which a calendar window (`this`, `previous`) jumps; ∞ for windows that slide or stand. */
export function nextWindowTurn(window: TimeWindow | undefined, zone: ZoneTime, atMs: number): number {
  if (window?.kind !== 'this' && window?.kind !== 'previous') return NEVER;
  return startOfNextUnit(atMs, window.unit, zone);
}
