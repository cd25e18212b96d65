import { listItems, quoted, type Template } from './template.ts';

/** DSEG-26. */
export const upsellBrand: Template = {
  templateId: 'upsell-brand',
  name: 'Upsell: fans of a brand',
  description:
    'Bought products of some brands for more than an amount lately. Send them what is new from these brands.',
  parameters: [
    { name: 'brands', description: 'Brands, with commas', type: 'texts' },
    { name: 'amount', description: 'Spent more than', type: 'money', defaultValue: '300' },
    { name: 'span', description: 'In the last', type: 'span', defaultValue: '6 months' },
  ],
  render(value, currency) {
    const brands = listItems(value('brands'));
    const test =
      brands.length === 1 ? `= ${quoted(brands[0] ?? '')}` : `in (${brands.map(quoted).join(', ')})`;
    return [
      {
        suffix: '',
        name: `Fans of ${brands.join(', ')}`,
        text: `bought(brand ${test}) sum > ${value('amount')} ${currency} in last ${value('span')}`,
      },
    ];
  },
};
