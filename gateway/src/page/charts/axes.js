import { AREA, HEIGHT } from './plot.js';
import { svg } from './svg.js';

/** Grid lines with their numbers on the left. */
export function valueAxis(ticks, y, format) {
  return ticks.map((tick) =>
    svg(
      'g',
      { class: 'tick' },
      svg('line', { x1: AREA.left, x2: AREA.right, y1: y(tick), y2: y(tick) }),
      svg('text', { x: AREA.left - 7, y: y(tick) + 4, 'text-anchor': 'end' }, format(tick)),
    ),
  );
}

/** Words under the picture. */
export function bottomAxis(places, title) {
  return [
    ...places.map(({ x, text, anchor = 'middle' }) =>
      svg('text', { class: 'tick', x, y: AREA.bottom + 17, 'text-anchor': anchor }, text),
    ),
    svg(
      'text',
      { class: 'axis', x: (AREA.left + AREA.right) / 2, y: HEIGHT - 5, 'text-anchor': 'middle' },
      title,
    ),
  ];
}
