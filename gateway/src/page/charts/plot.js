import { h } from '../element.js';
import { svg } from './svg.js';

/** Size of a picture in its own units; it grows and shrinks with its place. */
const WIDTH = 480;
export const HEIGHT = 270;
/** Where the axes stand. */
export const AREA = { left: 52, right: WIDTH - 14, top: 14, bottom: HEIGHT - 44 };

let lastNumber = 0;

function legend(series) {
  return h(
    'ul',
    { class: 'legend', 'aria-hidden': 'true' },
    series.map(({ name, kind }) => h('li', { class: kind }, name)),
  );
}

function table(caption, { heads, rows }) {
  return h(
    'details',
    {},
    h('summary', {}, 'As a table'),
    h(
      'div',
      { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
      h(
        'table',
        { class: 'list' },
        h('caption', { class: 'hidden' }, caption),
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            heads.map((text) => h('th', { scope: 'col' }, text)),
          ),
        ),
        h(
          'tbody',
          {},
          rows.map((row) =>
            h(
              'tr',
              {},
              row.map((text) => h('td', {}, text)),
            ),
          ),
        ),
      ),
    ),
  );
}

/**
 * A picture with its title, a sentence that says what it shows for those who do not see it, a legend, and the same figures as a table.
 */
export function plot({ title, description, series, table: figures, content }) {
  lastNumber += 1;
  const [titleId, descriptionId] = [`plot-${lastNumber}`, `plot-${lastNumber}-text`];
  return h(
    'figure',
    { class: 'plot' },
    h('figcaption', {}, h('h3', {}, title), legend(series)),
    svg(
      'svg',
      {
        viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
        role: 'img',
        'aria-labelledby': `${titleId} ${descriptionId}`,
      },
      svg('title', { id: titleId }, title),
      svg('desc', { id: descriptionId }, description),
      content,
    ),
    table(title, figures),
  );
}
