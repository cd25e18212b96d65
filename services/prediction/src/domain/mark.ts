const LIKELY = 0.5;
const HIGH_BAND = 3;

export type Mark = 'likely_to_buy' | 'needs_offer' | '';

/** Whom to mark (PRED-9): who is likely to buy by themselves, and who bought more than once and needs an offer to come back. */
export function markOf(customer: {
  purchaseProbability: number;
  churnBand: number;
  purchases: number;
}): Mark {
  if (customer.purchaseProbability >= LIKELY) return 'likely_to_buy';
  return customer.purchases > 1 && customer.churnBand >= HIGH_BAND ? 'needs_offer' : '';
}
