import type { MissingData } from '@perennial/contracts/gen/perennial/prediction/v1/model_pb';
import type { Basis } from '@perennial/contracts/gen/perennial/prediction/v1/prediction_pb';
import { formatCount, formatMoney, formatTime } from '../../output/format.ts';
import type { Terminal } from '../../output/terminal.ts';

/** 0.1234 as 12.3 %. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** Money that may be unknown. */
export function moneyOrDash(minor: bigint | undefined, currency: string): string {
  return minor === undefined ? '–' : formatMoney(minor, currency);
}

const WORDS: Readonly<Record<string, string>> = {
  repeat_customers: 'customers who came back',
  repeat_purchases: 'repeat purchases',
  observed_weeks: 'weeks of past',
  customers_with_spend: 'customers who came back and spent',
  proper_maximum: 'parameters that fit better than their neighbours',
  holdout_weeks: 'weeks of past for a report',
  purchases: 'purchases of the customer',
  orders: 'orders with products',
  distinct_products: 'distinct products bought',
  consent: 'channels that the customer allows (consent)',
  contacts: 'contacts on any channel that are seven days old',
  moments: 'hours in which anybody was there',
};

/** Where no training has ended yet. */
export const NO_MODEL = 'no model is trained yet: perennial predict train';

/** Says what there is too little of, a line each. */
export function tellMissing(terminal: Terminal, missing: readonly MissingData[]): void {
  const { yellow } = terminal.colors;
  for (const { what, have, need } of missing) {
    const words = WORDS[what] ?? what.replaceAll('_', ' ');
    if (what === 'model') terminal.out(yellow(NO_MODEL));
    else terminal.out(`${yellow('too little data')}: ${formatCount(have)} of ${formatCount(need)} ${words}`);
  }
}

/** Says what the figures above mean. */
export function tellBasis(terminal: Terminal, basis: Basis | undefined): void {
  const { terms } = basis ?? {};
  if (basis === undefined || terms === undefined || basis.version === 0) return;
  const { purchaseHorizonDays, churnHorizonDays, valueHorizonDays, margin = 1 } = terms;
  terminal.out(
    terminal.colors.dim(
      `model ${basis.version}, at ${formatTime(basis.at)} UTC: probability within ${purchaseHorizonDays} days, churn and purchases within ${churnHorizonDays}, value within ${valueHorizonDays} at a margin of ${percent(margin)}`,
    ),
  );
}
