import { formatCount, formatShare } from '../format.js';
import { bottomAxis, valueAxis } from './axes.js';
import { AREA, plot } from './plot.js';
import { scale } from './scale.js';
import { svg } from './svg.js';

const TICKS = [0, 0.25, 0.5, 0.75, 1];
const SMALLEST_RADIUS = 3;
const LARGEST_RADIUS = 11;

function dot({ meanPredicted, shareBought, customers }, { x, y, most }) {
  const radius = SMALLEST_RADIUS + (LARGEST_RADIUS - SMALLEST_RADIUS) * Math.sqrt(customers / most);
  return svg(
    'circle',
    { class: 'dot', cx: x(meanPredicted), cy: y(shareBought), r: radius.toFixed(1) },
    svg(
      'title',
      {},
      `${formatCount(customers)} customers: ${formatShare(meanPredicted)} predicted, ${formatShare(shareBought)} bought`,
    ),
  );
}

/** Predicted probability against the share who bought; what is calibrated lies on the diagonal. */
export function calibrationPlot({ title, description, bins, heads }) {
  const x = scale(0, 1, AREA.left, AREA.right);
  const y = scale(0, 1, AREA.bottom, AREA.top);
  const most = Math.max(1, ...bins.map(({ customers }) => customers));
  const line = bins
    .map((bin, place) => `${place === 0 ? 'M' : 'L'}${x(bin.meanPredicted)} ${y(bin.shareBought)}`)
    .join(' ');
  return plot({
    ...{ title, description },
    series: [
      { name: 'This model; larger dots are more customers', kind: 'predicted' },
      { name: 'Perfect', kind: 'reference' },
    ],
    table: {
      heads,
      rows: bins.map(({ from, to, customers, meanPredicted, shareBought }) => [
        `${formatShare(from)} to ${formatShare(to)}`,
        formatCount(customers),
        formatShare(meanPredicted),
        formatShare(shareBought),
      ]),
    },
    content: [
      ...valueAxis(TICKS, y, formatShare),
      ...bottomAxis(
        TICKS.map((tick) => ({ x: x(tick), text: formatShare(tick), anchor: tick === 1 ? 'end' : 'middle' })),
        'Predicted probability',
      ),
      svg('line', { class: 'line reference', x1: x(0), y1: y(0), x2: x(1), y2: y(1) }),
      svg('path', { class: 'line thin predicted', d: line }),
      ...bins.map((bin) => dot(bin, { x, y, most })),
    ],
  });
}
