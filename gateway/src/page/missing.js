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
  orders: 'orders with products',
  contacts: 'contacts of anybody by any channel',
  moments: 'hours in which they were there',
  distinct_products: 'distinct products bought',
};

/** What is not there at all needs no count. */
const ABSENT = {
  model: 'No model is trained yet: it is trained each night, or by “perennial predict train”.',
  consent: 'They allow no channel.',
  spend_model: 'Too few customers came back to fit what they spend.',
  groups: 'No groups of customers who buy alike are learned yet: they are with each training.',
};

/** Says what does not exist yet. */
export function absentNotes(missing) {
  return missing.flatMap(({ what }) => ABSENT[what] ?? []).map((text) => h('p', { class: 'missing' }, text));
}

/** Says what is missing, or what there is too little of, in place of a number. */
export function missingNote(missing) {
  const absent = missing.flatMap(({ what }) => ABSENT[what] ?? []).map((text) => h('p', {}, text));
  const lines = missing
    .filter(({ what }) => ABSENT[what] === undefined)
    .map(({ what, have = 0, need = 0 }) => {
      const words = WORDS[what] ?? readable(what).toLowerCase();
      return h('li', {}, `${formatCount(have)} of ${formatCount(need)} ${words}`);
    });
  const scarce = lines.length === 0 ? [] : [h('p', {}, 'Too little data to say:'), h('ul', {}, lines)];
  return h('div', { class: 'missing' }, [...absent, ...scarce]);
}
