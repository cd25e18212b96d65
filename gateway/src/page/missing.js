import { h } from './element.js';
import { formatCount, readable } from './format.js';

const WORDS = {
  repeat_customers: 'customers who came back',
  repeat_purchases: 'repeat purchases',
  observed_weeks: 'weeks of past',
  customers_with_spend: 'customers who came back and spent',
  proper_maximum: 'parameters that fit better than their neighbours',
  holdout_weeks: 'weeks of past for a report',
  purchases: 'purchases of this customer',
  model: 'trained models; they are trained each night, or by “perennial predict train”',
  orders: 'orders with products',
  consent: 'channels that they allow',
  contacts: 'contacts of anybody by any channel',
  moments: 'hours in which they were there',
  distinct_products: 'distinct products bought',
};

/** Says what there is too little of, in place of a number. */
export function missingNote(missing) {
  const lines = missing.map(({ what, have = 0, need = 0 }) =>
    h(
      'li',
      {},
      `${formatCount(have)} of ${formatCount(need)} ${WORDS[what] ?? readable(what).toLowerCase()}`,
    ),
  );
  return h('div', { class: 'missing' }, h('p', {}, 'Too little data to say:'), h('ul', {}, lines));
}
