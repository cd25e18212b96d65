import type { Condition, RfmPart } from '@perennial/conditions';
import {
  type Borders,
  CLASSES_OF,
  cellName,
  classNameInCell,
  DIMENSIONS,
  type Dimension,
  type FunnelStage,
  fixedBorders,
  INTENT_DAYS,
  INTENT_TYPES,
  INTEREST_TYPES,
  LAPSED_DAYS,
  LOYAL_DAYS,
  LOYAL_ORDERS,
  NO_CELL,
  NONE,
  type SchemeDefinition,
} from '@perennial/scores';
import { all, any, did, figure, not, ordered } from './row-conditions.ts';

const CELLS = Array.from({ length: 28 }, (_, cell) => cell);
const ORDERED = ordered();
const WHO_STAYED = ordered(LAPSED_DAYS + 1);

/** Each stage of the funnel (CRM-3) as `funnelCode` tells it. */
const STAGES: Readonly<Record<Exclude<FunnelStage, ''>, Condition>> = {
  visitor: all(not(ORDERED), not(hadIntent()), not(did(INTEREST_TYPES))),
  interested: all(not(ORDERED), not(hadIntent()), did(INTEREST_TYPES)),
  intent: all(not(ORDERED), hadIntent()),
  first_time_buyer: all(WHO_STAYED, not(orderedTimes(2))),
  repeat_buyer: all(WHO_STAYED, orderedTimes(2), not(isLoyal())),
  loyal: isLoyal(),
  lapsed: all(ORDERED, not(WHO_STAYED)),
};

/** Who is in one of some stages, as a condition over rows. */
export function stagesAsRows(stages: readonly string[]): Condition {
  return any(...Object.entries(STAGES).flatMap(([stage, rows]) => (stages.includes(stage) ? [rows] : [])));
}

/** Who is in one of some classes or cells, as a condition over rows; undefined for schemes whose borders follow from everybody. */
export function classesAsRows(
  scheme: SchemeDefinition,
  part: RfmPart,
  names: readonly string[],
): Condition | undefined {
  const borders = fixedBorders(scheme);
  if (borders === undefined) return undefined;
  const classIs = (dimension: Dimension, name: string): Condition =>
    classRows(
      dimension,
      CLASSES_OF[dimension].indexOf(name),
      scheme[dimension].windowDays,
      borders[dimension],
    );
  const rowsOf = (name: string): Condition | undefined => {
    if (name === NONE) return not(ORDERED);
    if (part !== 'cell')
      return CLASSES_OF[part].includes(name) ? all(ORDERED, classIs(part, name)) : undefined;
    const cell = CELLS.find((each) => each !== NO_CELL && cellName(each) === name);
    if (cell === undefined) return undefined;
    return all(ORDERED, ...DIMENSIONS.map((each) => classIs(each, classNameInCell(cell, each))));
  };
  return any(...names.flatMap((name) => rowsOf(name) ?? []));
}

/** Of buyers; whole days of 24 hours, as `recencyClass` and `amountClass` count. */
function classRows(
  dimension: Dimension,
  place: number,
  windowDays: number,
  { low, high }: Borders,
): Condition {
  if (dimension === 'recency') {
    const [upToLow, upToHigh] = [ordered(low + 1), ordered(high + 1)];
    return [upToLow, all(not(upToLow), upToHigh), not(upToHigh)][place] ?? any();
  }
  const range = [{ high: low }, { low, high }, { low: high }][place];
  return figure(dimension === 'frequency' ? 'count' : 'sum', range ?? {}, windowDays);
}

function isLoyal(): Condition {
  return all(orderedTimes(LOYAL_ORDERS), ordered(LOYAL_DAYS + 1));
}

function hadIntent(): Condition {
  return did(INTENT_TYPES, INTENT_DAYS);
}

function orderedTimes(least: number): Condition {
  return figure('count', { low: least });
}
