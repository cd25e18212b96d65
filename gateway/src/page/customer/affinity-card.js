import { recommend } from '../api.js';
import { h } from '../element.js';
import { formatCount, formatShare } from '../format.js';
import { missingNote } from '../missing.js';

const STRATEGIES = [
  ['similar', 'What people with similar purchases buy'],
  ['complementary', 'What is bought with the last basket'],
  ['next', 'What is bought after the last basket'],
  ['expected', 'The likeliest next basket'],
  ['favourite', 'What they buy most'],
  ['popular', 'What sells best lately'],
];
const COUNT = 8;
const LIFT = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

const productText = ({ name, productId }) => name || productId;

/** Who buys like this customer (SEG-5). */
export function groupNote({ membership, products = [], missing = [] }) {
  if (membership === undefined) return missingNote(missing);
  const { group, name, closeness = 0 } = membership;
  return h(
    'div',
    {},
    h('p', {}, h('strong', {}, name), h('span', { class: 'muted' }, ` · group ${group}`)),
    h(
      'p',
      { class: 'muted' },
      `${formatShare(closeness)} like the middle of the group, which buys more than others:`,
    ),
    h(
      'ul',
      { class: 'plain' },
      products.slice(0, 5).map((product) => h('li', {}, productText(product))),
    ),
  );
}

function reasonText({ count = 0, lift = 0, ...product }) {
  return `${productText(product)} (${formatCount(Number(count))} with both, ${LIFT.format(lift)} × chance)`;
}

function recommendationItem(recommendation) {
  const { ownBaskets = 0, lateBaskets = 0, reasons = [] } = recommendation;
  const own =
    Number(ownBaskets) === 0 ? 'New to them' : `In ${formatCount(Number(ownBaskets))} of their baskets`;
  return h(
    'li',
    {},
    h(
      'div',
      { class: 'row' },
      h('strong', {}, productText(recommendation)),
      h('span', { class: 'muted' }, `${own} · ${formatCount(Number(lateBaskets))} sold in 90 days`),
    ),
    reasons.length > 0 && h('p', { class: 'muted' }, `Because of ${reasons.map(reasonText).join('; ')}`),
  );
}

function recommendationList({ recommendations = [], missing = [] }) {
  if (missing.length > 0) return missingNote(missing);
  if (recommendations.length === 0) return h('p', {}, 'Nothing goes with what they bought beyond chance.');
  return h('ol', { class: 'recommendations' }, recommendations.map(recommendationItem));
}

/** Products to recommend, by a strategy that can be chosen (PERS-8, DSEG-31). */
export async function recommendations(customerId, signal) {
  const strategy = h(
    'select',
    { name: 'strategy' },
    STRATEGIES.map(([value, text]) => h('option', { value }, text)),
  );
  const onlyNew = h('input', { type: 'checkbox', name: 'only-new' });
  const list = h('div', { 'aria-live': 'polite' });
  const load = async () => {
    const request = { customerId, strategy: strategy.value, onlyNew: onlyNew.checked, count: COUNT };
    const answer = await recommend(request, signal);
    if (strategy.value === request.strategy) list.replaceChildren(recommendationList(answer));
  };
  const choose = () =>
    load().catch(
      (error) => signal.aborted || list.replaceChildren(h('p', { class: 'error' }, error.message)),
    );
  strategy.addEventListener('change', choose);
  onlyNew.addEventListener('change', choose);
  await load();
  return [
    h(
      'div',
      { class: 'choices' },
      h('label', {}, h('span', { class: 'hidden' }, 'Go by'), strategy),
      h('label', {}, onlyNew, ' Only what is new to them'),
    ),
    list,
  ];
}
