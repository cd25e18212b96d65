import { DAY_MS } from '@perennial/calendar';
import { borderAbove, type Dimension, type SchemeDefinition } from '@perennial/scores';
import type { Turns } from '../scan/turns.ts';
import { ClassFloors } from './class-floors.ts';
import type { FigureRuns } from './figure-runs.ts';
import type { Moments } from './moments.ts';
import { rankedValues } from './ranked-values.ts';

/** The borders of a dimension on a day, and the instant as of which it is judged. */
interface BordersOfDay {
  low: number;
  high: number;
  asOfMs: number;
}

/** The floors that follow from a scheme's borders and, where they are quantiles, everybody's figures. */
export async function floorsByDay(
  dimension: Dimension,
  scheme: SchemeDefinition,
  shards: readonly FigureRuns[],
  moments: Moments,
  turns: Turns,
): Promise<ClassFloors> {
  const bordersOn = await bordersByDay(dimension, scheme, shards, moments, turns);
  const [middle, last] = [new Float64Array(moments.days.length), new Float64Array(moments.days.length)];
  for (let day = 0; day < moments.days.length; day += 1) {
    const { low, high, asOfMs } = bordersOn(day);
    const laterMs = moments.untilMs - asOfMs;
    middle[day] = floorOf(dimension, low, laterMs);
    last[day] = floorOf(dimension, high, laterMs);
  }
  return new ClassFloors(middle, last);
}

/** Quantiles are found as `bordersOfDay` finds them: at the start of each day, or at its instant where nobody had an order by then. */
async function bordersByDay(
  dimension: Dimension,
  scheme: SchemeDefinition,
  shards: readonly FigureRuns[],
  { all, days, untilMs }: Moments,
  turns: Turns,
): Promise<(day: number) => BordersOfDay> {
  const { borders } = scheme[dimension];
  if (borders.method === 'fixed') return (day) => ({ ...borders, asOfMs: all[days[day].at] });
  const shares = [borders.lowQuantile, borders.highQuantile];
  const { counts, quantiles } = await rankedValues(shards, all.length, shares, turns);
  return (day) => {
    const moment = counts[days[day].start] > 0 ? days[day].start : days[day].at;
    const asOfMs = all[moment];
    const [low, high] = quantiles.map((figures) => {
      const figure = figures[moment];
      return borderAbove(dimension, dimension === 'recency' ? untilMs - figure : figure, asOfMs);
    });
    return { low, high, asOfMs };
  };
}

/** @param laterMs how much older everybody is at the end of all moments: ages are told as of then. They take in their border's whole day, amounts begin with it */
function floorOf(dimension: Dimension, border: number, laterMs: number): number {
  return dimension === 'recency' ? (border + 1) * DAY_MS + laterMs : border;
}
