import { h } from './element.js';
import { formatCount, readable } from './format.js';
import { show } from './patch.js';

function change(recent, earlier) {
  const difference = recent - earlier;
  if (difference === 0) return h('span', {}, '±0');
  const text = `${difference > 0 ? '▲ +' : '▼ −'}${formatCount(Math.abs(difference))}`;
  return h('span', { class: difference > 0 ? 'good' : 'bad' }, text);
}

function row(title, comparison) {
  const recent = Number(comparison.recentItems ?? 0);
  const earlier = Number(comparison.earlierItems ?? 0);
  return h(
    'tr',
    {},
    h('td', {}, title),
    h('td', {}, formatCount(recent)),
    h('td', {}, formatCount(earlier)),
    h('td', {}, change(recent, earlier)),
    h('td', {}, formatCount(Number(comparison.allItems ?? 0))),
  );
}

/** Number of products bought recently against earlier (RFM-7). */
export function showItems({ total = {}, classes = [], products = [] }) {
  const heads = ['', 'Recently', 'Before', 'Change', 'Ever'];
  const head = h('tr', {}, ...heads.map((text) => h('th', { scope: 'col' }, text)));
  const rows = [
    row(h('strong', {}, 'All items'), total),
    ...classes.map((entry) => row(`${readable(entry.key)} recency`, entry)),
    ...products.map((entry) => row(entry.name || entry.key, entry)),
  ];
  show(
    'items',
    h(
      'div',
      { class: 'scroll', tabindex: '0', role: 'region', 'aria-labelledby': 'items-title' },
      h('table', { class: 'list' }, h('thead', {}, head), h('tbody', {}, rows)),
    ),
  );
}
