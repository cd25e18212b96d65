import { figure, h } from './element.js';
import { groupFigures } from './figures.js';
import { formatCount, formatMeasure, formatMoney, formatShare, readable } from './format.js';
import { show } from './patch.js';

const DIMENSIONS = ['recency', 'frequency', 'monetary'];

/** Borders of the three classes in words; recency counts up from short, the others from low. */
function borders(dimension, thresholds, currency) {
  const { low = 0, high = 0 } = thresholds ?? {};
  if (dimension === 'recency') {
    return [
      `up to ${formatCount(low)} days`,
      `up to ${formatCount(high)} days`,
      `over ${formatCount(high)} days`,
    ];
  }
  const text = dimension === 'monetary' ? (value) => formatMoney(value, currency) : formatCount;
  return [`below ${text(low)}`, `from ${text(low)}`, `from ${text(high)}`];
}

function classRow(dimension, entry, border, share, currency) {
  const { customers, orders, netMinor } = groupFigures(entry.figures);
  const key = `${dimension}-${entry.class}`;
  return h(
    'li',
    {},
    h(
      'div',
      { class: 'row' },
      h('span', {}, h('strong', {}, readable(entry.class)), h('span', { class: 'border' }, border)),
      h('span', {}, formatShare(share)),
    ),
    h(
      'div',
      { class: 'track', 'aria-hidden': 'true' },
      h('div', { class: 'fill', style: { '--share': String(share) } }),
    ),
    h(
      'div',
      { class: 'figures' },
      h('span', {}, figure(`${key}-customers`, customers, formatCount(customers)), ' customers'),
      h('span', {}, figure(`${key}-orders`, orders, formatCount(orders)), ' orders'),
      h('span', {}, figure(`${key}-net`, netMinor, formatMeasure('netMinor', netMinor, currency)), ' net'),
    ),
  );
}

/** The three cards of recency, frequency and monetary; bars show the share by the chosen measure. */
export function showDimensions(panel, measure) {
  for (const dimension of DIMENSIONS) {
    const entries = panel[dimension] ?? [];
    const texts = borders(dimension, panel[`${dimension}Thresholds`], panel.currency);
    const values = entries.map((entry) => Math.max(0, groupFigures(entry.figures)[measure]));
    const sum = values.reduce((a, b) => a + b, 0);
    const rows = entries.map((entry, place) =>
      classRow(dimension, entry, texts[place] ?? '', sum === 0 ? 0 : values[place] / sum, panel.currency),
    );
    show(dimension, h('ul', { class: 'classes' }, rows));
  }
}
