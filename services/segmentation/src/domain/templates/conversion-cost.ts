import type { Template } from './template.ts';

/** DSEG-29. */
export const conversionCost: Template = {
  templateId: 'conversion-cost',
  name: 'Conversion cost: only ever bought through paid sources',
  description:
    'Every order came from a paid source, none after a direct or e-mail visit. Win them over to the newsletter with a discount code of their own.',
  parameters: [],
  render: () => [
    {
      suffix: '',
      name: 'Only bought through paid sources',
      text: 'only ordered(paid is true) and not ordered(source in (direct, email))',
    },
  ],
};
