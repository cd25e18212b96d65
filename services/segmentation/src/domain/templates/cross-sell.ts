import { listItems, quoted, type RenderedSegment, type Template } from './template.ts';

/** DSEG-30, DSEG-31. */
export const crossSell: Template = {
  templateId: 'cross-sell',
  name: 'Cross-sell: accessories not bought yet',
  description:
    'Bought a product lately: one segment for e-mail and ads as a whole, and one for each accessory with those who do not have it yet.',
  parameters: [
    { name: 'product', description: 'Id of the product', type: 'text' },
    { name: 'accessories', description: 'Ids of its accessories, with commas', type: 'texts' },
    { name: 'span', description: 'Bought in the last', type: 'span', defaultValue: '1 month' },
  ],
  render(value) {
    const product = value('product');
    const bought = `bought(product = ${quoted(product)}) in last ${value('span')}`;
    const accessories = listItems(value('accessories'));
    const lacks = accessories.map((id) => `not bought(product = ${quoted(id)})`);
    const each = accessories.map(
      (id, place): RenderedSegment => ({
        suffix: `accessory-${place + 1}`,
        name: `Bought ${product} and not yet ${id}`,
        text: `${bought} and ${lacks[place] ?? 'nobody'}`,
      }),
    );
    const anyLacking = lacks.length === 1 ? lacks[0] : `(${lacks.join(' or ')})`;
    const name = `Bought ${product}, some accessory is missing`;
    return [{ suffix: '', name, text: `${bought} and ${anyLacking}` }, ...each];
  },
};
