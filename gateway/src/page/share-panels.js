import { figure, h } from './element.js';
import { groupFigures } from './figures.js';
import { formatCount, formatShare, formatShortMoney, readable } from './format.js';
import { show } from './patch.js';

function shareRow(key, name, customers, sum, more) {
  const share = sum === 0 ? 0 : customers / sum;
  return h(
    'li',
    {},
    h(
      'div',
      { class: 'row' },
      h('strong', {}, readable(name)),
      h('span', {}, figure(`${key}-${name}`, customers, formatCount(customers)), ` · ${formatShare(share)}`),
    ),
    h(
      'div',
      { class: 'track', 'aria-hidden': 'true' },
      h('div', { class: `fill ${name}`, style: { '--share': String(share) } }),
    ),
    more && h('div', { class: 'figures' }, more),
  );
}

/** Customers by purchase trend (TRD-1..5). */
export function showTrend({ trends = [], periodDays = 0 }, currency) {
  const rows = trends.map(({ trend, figures }) => ({ trend, ...groupFigures(figures) }));
  const sum = rows.reduce((total, row) => total + row.customers, 0);
  document.getElementById('trend-note').textContent =
    `The last ${formatCount(periodDays)} days against the ${formatCount(periodDays)} before`;
  const items = rows.map(({ trend, customers, orders, netMinor }) =>
    shareRow('trend', trend, customers, sum, [
      h('span', {}, `${formatCount(orders)} orders`),
      h('span', {}, `${formatShortMoney(netMinor, currency)} net`),
    ]),
  );
  show('trend', h('ul', { class: 'classes' }, items));
}

function showStages(id, stages) {
  const rows = stages.map(({ stage, customers }) => ({ stage, customers: Number(customers ?? 0) }));
  const sum = rows.reduce((total, row) => total + row.customers, 0);
  const items = rows.map(({ stage, customers }) => shareRow(id, stage, customers, sum));
  show(id, h('ul', { class: 'classes' }, items));
}

/** Customers by funnel stage and by level of engagement (CRM-3, CRM-5). */
export function showFunnel({ stages = [], engagement = [] }) {
  showStages('funnel', stages);
  showStages('engagement', engagement);
}
