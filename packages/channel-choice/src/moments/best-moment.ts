import { type Sureness, surenessOf } from '../channels/sureness.ts';
import { betaCdf } from '../numeric/beta-distribution.ts';
import { cellOf, type FittedShares } from '../shares/fit-shares.ts';
import { intervalOf, type ShareInterval } from '../shares/share-interval.ts';
import { marginOf, shrink } from '../shares/shares.ts';
import type { MomentCounts } from './moment-counts.ts';
import type { MomentModel } from './moment-model.ts';

/** The hour of the day, or the day of the week, at which a customer is most likely to be there. */
export interface BestSlot {
  /** 0 to 23, or 0 (Monday) to 6. */
  slot: number;
  /** Share of the customer's moments that is expected to fall into it. */
  share: ShareInterval;
  /** Chance that it is better than the next best one. */
  chanceOfBest: number;
  sureness: Sureness;
  /** The customer's own moments in it, and in all. */
  ownInSlot: number;
  ownInAll: number;
  /** How much of the share comes from them, 0 to 1. */
  ownWeight: number;
}

export interface BestMoment {
  hour: BestSlot;
  weekday: BestSlot;
}

/** When a customer is best written to (PRED-23); undefined while nobody of the shop has ever been there. */
export function bestMomentOf(model: MomentModel, cell: number, own: MomentCounts): BestMoment | undefined {
  if (model.moments === 0) return undefined;
  return {
    hour: bestSlot(model.hours, cell, own.hours),
    weekday: bestSlot(model.weekdays, cell, own.weekdays),
  };
}

function bestSlot(fitted: FittedShares, cell: number, own: readonly number[]): BestSlot {
  const shares = shrink(cellOf(fitted, cell), fitted.customerStrength, own);
  const [slot, next] = [...shares.means.keys()].sort((a, b) => shares.means[b] - shares.means[a] || a - b);
  // Of two shares of a Dirichlet distribution, the one's part in both is beta.
  const rivals = { a: marginOf(shares, slot).a, b: marginOf(shares, next).a };
  const chanceOfBest = 1 - betaCdf(rivals, 0.5);
  const ownInAll = own.reduce((sum, count) => sum + count, 0);
  return {
    slot,
    share: intervalOf(shares, slot),
    chanceOfBest,
    sureness: surenessOf(chanceOfBest, own.length),
    ownInSlot: own[slot],
    ownInAll,
    ownWeight: ownInAll / (ownInAll + fitted.customerStrength),
  };
}
