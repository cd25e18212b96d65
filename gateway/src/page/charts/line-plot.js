import { bottomAxis, valueAxis } from './axes.js';
import { AREA, plot } from './plot.js';
import { scale, ticksUpTo } from './scale.js';
import { svg } from './svg.js';

const LABELS = 4;

function path(values, x, y) {
  return values
    .map((value, place) => `${place === 0 ? 'M' : 'L'}${x(place).toFixed(1)} ${y(value).toFixed(1)}`)
    .join(' ');
}

/** Where the border between two stretches of time stands. */
function borderLine({ place, text }, x) {
  const at = x(place);
  const isLate = at > (AREA.left + AREA.right) / 2;
  return svg(
    'g',
    { class: 'border' },
    svg('line', { x1: at, x2: at, y1: AREA.top, y2: AREA.bottom }),
    svg(
      'text',
      { x: at + (isLate ? -6 : 6), y: AREA.top + 10, 'text-anchor': isLate ? 'end' : 'start' },
      text,
    ),
  );
}

/**
 * Series over the same steps of time. `border`: the step after which something changes, and its name.
 */
export function linePlot({ title, description, labels, series, border, axisTitle, format, heads }) {
  const last = Math.max(1, labels.length - 1);
  const ticks = ticksUpTo(Math.max(...series.flatMap(({ values }) => values)));
  const x = scale(0, last, AREA.left, AREA.right);
  const y = scale(0, ticks.at(-1), AREA.bottom, AREA.top);
  const places = Array.from({ length: LABELS }, (_, each) => Math.round((each * last) / (LABELS - 1)));
  const bottom = places.map((place, each) => ({
    x: x(place),
    text: labels[place] ?? '',
    anchor: ['start', 'middle', 'middle', 'end'][each],
  }));
  return plot({
    ...{ title, description, series },
    table: {
      heads,
      rows: labels.map((label, place) => [label, ...series.map(({ values }) => format(values[place]))]),
    },
    content: [
      ...valueAxis(ticks, y, format),
      ...bottomAxis(bottom, axisTitle),
      ...series.map(({ values, kind }) => svg('path', { class: `line ${kind}`, d: path(values, x, y) })),
      border && borderLine(border, x),
    ],
  });
}
