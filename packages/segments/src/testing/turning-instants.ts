import type { ZoneTime } from '@perennial/calendar';
import {
  type Condition,
  nextAttributeTurn,
  type RowSet,
  rowLife,
  type TimeWindow,
} from '@perennial/conditions';
import type { FactRecord } from '@perennial/facts';

const DAY_MS = 86_400_000;
const SCORES_TURN_AT_MS = 6.5 * 3_600_000;
/** By then the hasty model of the tests has given everybody up. */
const FORGOTTEN_AFTER_MS = 100 * DAY_MS;

/**
 * Every instant at which a condition can turn at all: a fact begins or ends to count, a row enters or leaves any of the windows, a sequence comes due,
 * an attribute comes of age, a contact counts or is
 * forgotten, an order is no longer recent, a day begins on which less is expected of a customer. Far too many on purpose, and found without looking at which rows match.
 */
export function turningInstants(
  condition: Condition,
  history: readonly FactRecord[],
  zone: ZoneTime,
): number[] {
  const times = history.flatMap((record) => ('time' in record ? [record.time] : []));
  const instants = new Set([...times, SCORES_TURN_AT_MS]);
  for (const window of windowsOf(condition)) {
    for (const timeMs of times) {
      const life = rowLife(window, timeMs, zone);
      if (life !== undefined) for (const ms of [life.entersMs, life.leavesMs]) instants.add(ms);
    }
  }
  for (const ms of dueInstants(condition, times)) instants.add(ms);
  for (const ms of agesOf(condition, history, zone)) instants.add(ms);
  if (nodesOf(condition).some(({ kind }) => kind === 'prediction'))
    for (const ms of dayStarts(times, zone)) instants.add(ms);
  if (nodesOf(condition).some(({ kind }) => kind === 'channel'))
    for (const ms of contactInstants(times)) instants.add(ms);
  return [...instants].filter(Number.isFinite).sort((a, b) => a - b);
}

function windowsOf(condition: Condition): TimeWindow[] {
  return nodesOf(condition).flatMap((node) => {
    if (node.kind === 'sequence') return [...windowsOfSet(node.first), ...windowsOfSet(node.next)];
    if (node.kind !== 'rows') return [];
    const { measure } = node;
    const within = measure !== undefined && 'within' in measure ? innerWindows(measure.within) : [];
    return [...windowsOfSet(node.set), ...within];
  });
}

function windowsOfSet({ window }: RowSet): TimeWindow[] {
  return window === undefined ? [] : innerWindows(window);
}

function innerWindows(window: TimeWindow): TimeWindow[] {
  return window.kind === 'since' ? [window, ...windowsOfSet(window.set)] : [window];
}

function dueInstants(condition: Condition, times: readonly number[]): number[] {
  return nodesOf(condition).flatMap((node) =>
    node.kind === 'sequence' ? times.map((timeMs) => timeMs + node.withinMs) : [],
  );
}

function agesOf(condition: Condition, history: readonly FactRecord[], zone: ZoneTime): number[] {
  const values = history.flatMap((record) =>
    record.kind === 'attributes' ? Object.values(record.values) : [],
  );
  return nodesOf(condition).flatMap((node) =>
    node.kind === 'attribute'
      ? values.map((value) => nextAttributeTurn(node.test, value, Number.NEGATIVE_INFINITY, zone))
      : [],
  );
}

/** When a contact's seven days are over, an order's ninety have passed, an event's year has. */
function contactInstants(times: readonly number[]): number[] {
  return times.flatMap((ms) => [ms + 7 * DAY_MS, ms + 90 * DAY_MS + 1, ms + 365 * DAY_MS]);
}

/** From the first fact on, until nobody is expected any more. */
function dayStarts(times: readonly number[], zone: ZoneTime): number[] {
  if (times.length === 0) return [];
  const first = Math.min(...times);
  const last = Math.max(...times) + FORGOTTEN_AFTER_MS;
  const starts: number[] = [];
  for (let ms = zone.nextDayStart(first); ms <= last; ms = zone.nextDayStart(ms)) starts.push(ms);
  return starts;
}

function nodesOf(condition: Condition): Condition[] {
  if (condition.kind === 'not') return [condition, ...nodesOf(condition.of)];
  if (condition.kind !== 'all' && condition.kind !== 'any') return [condition];
  return [condition, ...condition.of.flatMap(nodesOf)];
}
