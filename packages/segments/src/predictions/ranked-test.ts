import { type NumberTest, PREDICTION_BANDS, type PredictionLeaf } from '@perennial/conditions';
import { CHURN_BANDS } from '@perennial/models';

/** A test as ranks of figures, which rise with the figure: figures of one rank have one verdict. */
export interface RankedTest {
  /** NaN has a rank above all others. */
  rankOf(figure: number): number;
  holds(rank: number): boolean;
}

const BORDERS = CHURN_BANDS.slice(1).map(({ from }) => from);
const BANDS: readonly string[] = PREDICTION_BANDS;
const BELOW = 0;
const WITHIN = 1;
const ABOVE = 2;
const NO_FIGURE = 9;

export function rankedTest(test: PredictionLeaf['test']): RankedTest {
  if (test.op === 'in') return bandTest(test.values);
  const within = test.op === 'range';
  const rank = rankIn(within ? test : closedAt(test.value));
  return {
    rankOf: (figure) => (Number.isNaN(figure) ? NO_FIGURE : rank(figure)),
    holds: (place) => place !== NO_FIGURE && (place === WITHIN) === within,
  };
}

function bandTest(values: readonly string[]): RankedTest {
  const wanted = new Set(values.map((band) => BANDS.indexOf(band)));
  return {
    rankOf: (figure) =>
      Number.isNaN(figure) ? NO_FIGURE : BORDERS.filter((border) => figure >= border).length,
    holds: (place) => wanted.has(place),
  };
}

type Range = Extract<NumberTest, { op: 'range' }>;

function rankIn({ low, lowInclusive, high, highInclusive }: Range): (figure: number) => number {
  return (figure) => {
    if (low !== undefined && (figure < low || (figure === low && !lowInclusive))) return BELOW;
    if (high !== undefined && (figure > high || (figure === high && !highInclusive))) return ABOVE;
    return WITHIN;
  };
}

function closedAt(value: number): Range {
  return { op: 'range', low: value, lowInclusive: true, high: value, highInclusive: true };
}
