import type { Terms } from '@perennial/forecasts';
import {
  chooseRanking,
  earlierYears,
  type FittedPurchases,
  fitPurchases,
  fitSpend,
  mergeHistories,
  type NotEnoughData,
  observeBase,
  type PurchaseDays,
  type PurchaseModelName,
  seasonalFactor,
  seededRandom,
  spendRows,
} from '@perennial/models';
import { type Missing, missingOf } from '../domain/missing.ts';
import type { HoldoutReport } from '../domain/report.ts';
import { savedFit } from '../domain/saved-fit.ts';
import type { TrainedModel } from '../domain/trained-model.ts';
import { reportOnHoldout } from './holdout.ts';
import type { TrainingStep } from './training-step.ts';

export interface TrainingInput {
  /** Net values in minor units. */
  purchases: PurchaseDays;
  /** The last whole day, as days since 1970. */
  observedUntilDay: number;
  terms: Terms;
}

interface Trained {
  kind: 'trained';
  model: TrainedModel;
  /** Null where the past is too short for a holdout. */
  report: HoldoutReport | null;
  reportMissing: Missing[];
}

export type TrainingOutcome = Trained | { kind: 'refused'; missing: Missing[] };

const SEED = 7;
/** So many customers or a few more tell models apart; all of a million would take minutes. */
const CUSTOMERS_TO_CHOOSE_BY = 50_000;
/** Less tells too little. */
const LEAST_HOLDOUT_DAYS = 28;
/** A holdout takes at most the last third of the past. */
const PAST_PER_HOLDOUT = 3;

/** Trains on all purchases up to a day and reports on a holdout of the last ones. The same input gives the same outcome. */
export function train(input: TrainingInput, at: (step: TrainingStep) => void): TrainingOutcome {
  const { observedUntilDay, terms } = input;
  const plain = fitOn(input.purchases, observedUntilDay, 'mbg-nbd');
  if (plain.kind !== 'fitted') return { kind: 'refused', missing: missingOf(plain) };
  const { purchases, meanPurchaseMinor } = inMeanPurchases(input);
  const holdoutDays = daysToHoldOut(input);
  at('choosing');
  const calibrated = { purchases, observedUntilDay: observedUntilDay - holdoutDays, holdoutDays };
  const choice = chooseRanking(
    sampled(purchases),
    calibrated.observedUntilDay,
    holdoutDays,
    seededRandom(SEED),
  );
  at('holdout');
  const outcome = holdoutDays < LEAST_HOLDOUT_DAYS ? tooShort(input) : reportOnHoldout(calibrated, choice);
  const [report, reportMissing] = Array.isArray(outcome) ? [null, outcome] : [outcome, []];
  at('fitting');
  const chosen = choice.model === 'mbg-nbd' ? plain : fitOn(purchases, observedUntilDay, choice.model);
  if (chosen.kind !== 'fitted') return { kind: 'refused', missing: missingOf(chosen) };
  const base = observeBase(purchases, observedUntilDay);
  const spend = fitSpend(spendRows(base));
  at('season');
  const years = earlierYears(purchases, observedUntilDay, choice.model);
  const seasonOf = (horizonDays: number): number => seasonalFactor(years.windows(horizonDays));
  const model: TrainedModel = {
    terms,
    purchases: { name: choice.model, fit: savedFit(chosen.fit) },
    spend: spend.kind === 'fitted' ? savedFit(spend.fit) : null,
    meanPurchaseMinor,
    purchaseSeasonFactor: seasonOf(terms.purchaseHorizonDays),
    churnSeasonFactor: seasonOf(terms.churnHorizonDays),
    observedUntilDay,
    customerCount: base.customer.length,
    purchaseCount: countUntil(purchases, observedUntilDay),
  };
  return { kind: 'trained', model, report, reportMissing };
}

function fitOn(
  purchases: PurchaseDays,
  untilDay: number,
  name: PurchaseModelName,
): FittedPurchases | NotEnoughData {
  return fitPurchases(mergeHistories(observeBase(purchases, untilDay).histories).rows, name);
}

/** Values in units of the mean purchase: the fit of spend then does not depend on the currency. */
function inMeanPurchases({ purchases, observedUntilDay }: TrainingInput): {
  purchases: PurchaseDays;
  meanPurchaseMinor: number;
} {
  let sum = 0;
  for (const [place, value] of purchases.value.entries()) {
    if (purchases.day[place] <= observedUntilDay) sum += value;
  }
  const mean = sum / countUntil(purchases, observedUntilDay);
  const meanPurchaseMinor = mean > 0 ? mean : 1;
  return {
    purchases: { ...purchases, value: purchases.value.map((value) => value / meanPurchaseMinor) },
    meanPurchaseMinor,
  };
}

/** The purchases of every k-th customer. */
function sampled(purchases: PurchaseDays): PurchaseDays {
  const { customer } = purchases;
  const step = Math.max(1, Math.floor(((customer.at(-1) ?? 0) + 1) / CUSTOMERS_TO_CHOOSE_BY));
  if (step === 1) return purchases;
  const isTaken = (_: number, place: number): boolean => customer[place] % step === 0;
  return {
    customer: customer.filter(isTaken),
    day: purchases.day.filter(isTaken),
    value: purchases.value.filter(isTaken),
  };
}

function daysToHoldOut({ purchases, observedUntilDay, terms }: TrainingInput): number {
  const pastDays = pastOf(purchases, observedUntilDay);
  return Math.min(terms.churnHorizonDays, Math.floor(pastDays / PAST_PER_HOLDOUT));
}

function tooShort({ purchases, observedUntilDay }: TrainingInput): Missing[] {
  const have = Math.floor(pastOf(purchases, observedUntilDay) / 7);
  return [{ what: 'holdout_weeks', have, need: (PAST_PER_HOLDOUT * LEAST_HOLDOUT_DAYS) / 7 }];
}

function pastOf({ day }: PurchaseDays, untilDay: number): number {
  return untilDay - day.reduce((first, each) => Math.min(first, each), untilDay);
}

function countUntil({ day }: PurchaseDays, untilDay: number): number {
  return day.reduce((count, each) => count + (each <= untilDay ? 1 : 0), 0);
}
