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
  let fitted = fittedGiven(cells, prior, {
    base: prior,
    cellStrength: USUAL_STRENGTH,
    cells: cells.map(() => prior),
    customerStrength: USUAL_STRENGTH,
  });
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const { customerStrength: before } = fitted;
    const groups = cells.map((tally, place) => ({ tally, means: fitted.cells[place].means }));
    const customerStrength = fitStrength(groups, round === 0 ? undefined : before);
    fitted = fittedGiven(cells, prior, { ...fitted, customerStrength });
    if (Math.abs(Math.log(customerStrength / before)) < SETTLED) break;
  }
  return fitted;
}

/** Cells and base given how alike customers are; the rest of what was believed before is only where the search begins. */
function fittedGiven(cells: readonly ShareTally[], prior: Shares, before: FittedShares): FittedShares {
  const { customerStrength } = before;
  const counts = cells.map((cell, place) =>
    effectiveCounts(cell, customerStrength, before.cells[place].means),
  );
  const tally = new ShareTally(prior.means.length);
  for (const each of counts) tally.add(each);
  const certain = { means: prior.means, worth: Number.POSITIVE_INFINITY };
  const baseGiven = (strength: number): Shares =>
    shrink(certain, prior.worth, effectiveCounts(tally, strength, before.base.means));
  const { means } = baseGiven(before.cellStrength);
  const cellStrength = fitStrength([{ tally, means }], before.cellStrength);
  const base = baseGiven(cellStrength);
  return {
    ...{ base, cellStrength, customerStrength },
    cells: counts.map((each) => shrink(base, cellStrength, each)),
  };
}

/** What all units say of their common means, as if it were so many independent observations. */
function effectiveCounts(tally: ShareTally, strength: number, from: readonly number[]): number[] {
  const observations = tally.effectiveObservations(strength);
  return tally.likeliestMeans(strength, from).map((mean) => observations * mean);
}

/** The belief about a cell. @throws RangeError for a cell that is none */
export function cellOf({ cells }: FittedShares, cell: number): Shares {
  const shares = cells[cell];
  if (shares === undefined) throw new RangeError(`cell ${cell} is none of ${cells.length}`);
  return shares;
}
