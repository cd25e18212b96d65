import { fitStrength } from './fit-strength.ts';
import { ShareTally } from './share-tally.ts';
import { type Shares, shrink } from './shares.ts';

/** Beliefs of three levels: all customers, cells of customers, and what a cell is worth to one of its customers. Plain data. */
export interface FittedShares {
  readonly base: Shares;
  /** Observations that the base is worth to a cell. */
  readonly cellStrength: number;
  readonly cells: readonly Shares[];
  /** Observations that a cell is worth to a customer. */
  readonly customerStrength: number;
}

const USUAL_STRENGTH = 10;
const MOST_ROUNDS = 30;
const SETTLED = 5e-3;

/**
 * Empirical Bayes over customer, cell and base (Casella 1985): in turn, the cells' shares given how alike customers are, and how alike they are given
 * the shares, until that settles.
 * @param cells the customers of each cell
 * @param prior what is believed of the base before any data; worth few observations
 */
export function fitShares(cells: readonly ShareTally[], prior: Shares): FittedShares {
  let fitted = cellsGiven(cells, prior, USUAL_STRENGTH);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const before = fitted.customerStrength;
    const groups = cells.map((tally, place) => ({ tally, means: fitted.cells[place].means }));
    const strength = fitStrength(groups, round === 0 ? undefined : before);
    fitted = cellsGiven(cells, prior, strength, fitted.cellStrength);
    if (Math.abs(Math.log(strength / before)) < SETTLED) break;
  }
  return fitted;
}

function cellsGiven(
  cells: readonly ShareTally[],
  prior: Shares,
  customerStrength: number,
  near?: number,
): FittedShares {
  const counts = cells.map((tally) => tally.effectiveSums(customerStrength));
  const tally = new ShareTally(prior.means.length);
  for (const each of counts) tally.add(each);
  const certain = { means: prior.means, worth: Number.POSITIVE_INFINITY };
  const pooled = shrink(certain, prior.worth, tally.effectiveSums(USUAL_STRENGTH));
  const cellStrength = fitStrength([{ tally, means: pooled.means }], near);
  const base = shrink(certain, prior.worth, tally.effectiveSums(cellStrength));
  return {
    base,
    cellStrength,
    cells: counts.map((each) => shrink(base, cellStrength, each)),
    customerStrength,
  };
}

/** The belief about a cell. @throws RangeError for a cell that is none */
export function cellOf({ cells }: FittedShares, cell: number): Shares {
  const shares = cells[cell];
  if (shares === undefined) throw new RangeError(`cell ${cell} is none of ${cells.length}`);
  return shares;
}
