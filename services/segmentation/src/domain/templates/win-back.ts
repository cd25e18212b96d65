import type { Template } from './template.ts';

/** PRED-9, PRED-10, PRED-21. */
export const winBack: Template = {
  templateId: 'win-back',
  name: 'Win back: valuable customers at risk',
  description:
    'Will hardly buy again if nothing happens, and are worth an offer. Takes a trained model; who enters has just become silent for too long.',
  parameters: [
    {
      name: 'value',
      description: 'Expected value of the coming year, at least',
      type: 'money',
      defaultValue: '50',
    },
  ],
  render: (value, currency) => [
    {
      suffix: '',
      name: `At risk, worth ${value('value')} ${currency} or more`,
      text: `prediction(churn) in (high, very_high) and prediction(value) >= ${value('value')} ${currency}`,
    },
  ],
};
