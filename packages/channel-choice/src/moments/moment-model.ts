import { PURCHASE_CELLS } from '../contacts/purchase-cell.ts';
import { type FittedShares, fitShares } from '../shares/fit-shares.ts';
import { ShareTally } from '../shares/share-tally.ts';
import { HOURS_A_DAY, type MomentCounts, WEEKDAYS } from './moment-counts.ts';

/** When customers are there: plain data. */
export interface MomentModel {
  readonly atMs: number;
  /** By hour of the shop's day. */
  readonly hours: FittedShares;
  /** From Monday on. */
  readonly weekdays: FittedShares;
  /** Customers who were there at all. */
  readonly customers: number;
  /** Hours of all customers. */
  readonly moments: number;
}

/** What is counted of all customers before the model is fitted; cells are those that customers are in now. */
export class MomentTallies {
  readonly hours = PURCHASE_CELLS.map(() => new ShareTally(HOURS_A_DAY));
  readonly weekdays = PURCHASE_CELLS.map(() => new ShareTally(WEEKDAYS.length));

  add(cell: number, counts: MomentCounts): void {
    this.hours[cell].add(counts.hours);
    this.weekdays[cell].add(counts.weekdays);
  }
}

/** The same shrinkage as of channels, over the hours of the day and the days of the week: Dirichlet-multinomial (Mosimann 1962, Minka 2000). */
export function fitMomentModel({ hours, weekdays }: MomentTallies, atMs: number): MomentModel {
  return {
    atMs,
    hours: fitShares(hours, evenShares(HOURS_A_DAY)),
    weekdays: fitShares(weekdays, evenShares(WEEKDAYS.length)),
    customers: hours.reduce((sum, tally) => sum + tally.units, 0),
    moments: hours.reduce((sum, tally) => sum + tally.observations, 0),
  };
}

/** Before any data no time is better than another; that belief is worth one observation of each. */
function evenShares(places: number) {
  return { means: new Array<number>(places).fill(1 / places), worth: places };
}
