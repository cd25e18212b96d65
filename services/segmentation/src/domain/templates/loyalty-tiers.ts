import { listItems, type RenderedSegment, type Template } from './template.ts';

/** DSEG-27, DSEG-28. */
export const loyaltyTiers: Template = {
  templateId: 'loyalty-tiers',
  name: 'Loyalty: tiers by spending',
  description:
    'One segment for each tier of spending, however many orders it took. Entering the next one is the moment to write; for a member, the upper bound less the actual value in ExplainCustomer is the amount to the next tier.',
  parameters: [
    {
      name: 'thresholds',
      description: 'Where tiers begin, rising, with commas',
      type: 'moneys',
      defaultValue: '100, 500, 1000',
    },
  ],
  render(value, currency) {
    const thresholds = listItems(value('thresholds'));
    return ['', ...thresholds].map((low, place) => tier(low, thresholds[place] ?? '', currency));
  },
};

/** `''`: open. Who never ordered is in no tier. */
function tier(low: string, high: string, currency: string): RenderedSegment {
  if (low === '') {
    const text = `ordered() and ordered() sum < ${high} ${currency}`;
    return { suffix: `below-${idPart(high)}`, name: `Spent less than ${high} ${currency}`, text };
  }
  const test = high === '' ? `>= ${low} ${currency}` : `in [${low} ${currency}, ${high} ${currency})`;
  return {
    suffix: `from-${idPart(low)}`,
    name: `Spent ${low} ${currency} or more${high === '' ? '' : `, less than ${high}`}`,
    text: `ordered() sum ${test}`,
  };
}

function idPart(amount: string): string {
  return amount.replace('.', '-');
}
