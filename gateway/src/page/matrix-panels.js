import { figure, h } from './element.js';
import { DEEP_LEVEL, groupFigures, heatLevels } from './figures.js';
import { formatCount, formatMeasure, readable } from './format.js';
import { show } from './patch.js';

const CLASSES = {
  recency: ['short', 'medium', 'long'],
  frequency: ['casual', 'regular', 'often'],
  monetary: ['saver', 'average', 'big_spender'],
};

function describe(classes, figures, currency) {
  const names = classes.map(readable).join(', ');
  const net = formatMeasure('netMinor', figures.netMinor, currency);
  return `${names}: ${formatCount(figures.customers)} customers, ${formatCount(figures.orders)} orders, ${net} net`;
}

/** One place of a matrix; a button when it stands for a cell whose customers can be listed. */
function place(key, entry, level, { measure, currency }) {
  const { classes, figures, cell } = entry;
  const value = figures[measure];
  const text = describe(classes, figures, currency);
  const properties = {
    class: level > DEEP_LEVEL ? 'cell deep' : 'cell',
    style: { '--level': level.toFixed(3) },
    title: text,
    'aria-label': text,
    ...(cell ? { type: 'button', data: { cell } } : {}),
  };
  const shown = figure(`${key}-${measure}`, value, formatMeasure(measure, value, currency, true));
  return h('td', {}, h(cell ? 'button' : 'div', properties, shown));
}

/** A 3 × 3 table; `at(row, column)` gives the entry of a place and its level. */
function matrix(title, rows, columns, at, key, context) {
  const head = columns.map((name) => h('th', { scope: 'col' }, readable(name)));
  const body = rows.map((row) => {
    const places = columns.map((column) => {
      const { entry, level } = at(row, column);
      return place(`${key}-${row}-${column}`, entry, level, context);
    });
    return h('tr', {}, h('th', { scope: 'row' }, readable(row)), places);
  });
  return h(
    'table',
    { class: 'heat' },
    h('caption', {}, title),
    h('thead', {}, h('tr', {}, h('td', {}), head)),
    h('tbody', {}, body),
  );
}

/** Entries by their classes, each with its share of the greatest. */
function leveled(entries, measure) {
  const levels = heatLevels(entries.map((entry) => entry.figures[measure]));
  return new Map(entries.map((entry, index) => [entry.classes.join('/'), { entry, level: levels[index] }]));
}

const nothing = (classes) => ({ entry: { classes, figures: groupFigures() }, level: 0 });

/** The 27 cells as one matrix for each class of recency. */
export function showCells(panel, measure) {
  const entries = (panel.cells ?? []).map(({ recency, frequency, monetary, figures }) => ({
    classes: [recency, frequency, monetary],
    figures: groupFigures(figures),
    cell: `${recency}/${frequency}/${monetary}`,
  }));
  const byClasses = leveled(entries, measure);
  const context = { measure, currency: panel.currency };
  const grids = CLASSES.recency.map((recency) => {
    const at = (monetary, frequency) =>
      byClasses.get(`${recency}/${frequency}/${monetary}`) ?? nothing([recency, frequency, monetary]);
    const rows = CLASSES.monetary.toReversed();
    return matrix(`${readable(recency)} recency`, rows, CLASSES.frequency, at, `cell-${recency}`, context);
  });
  show('cells', grids);
}

/** The three pair matrices (RFM-15..17). */
export function showPairs(panel, measure) {
  const context = { measure, currency: panel.currency };
  const grids = (panel.pairs ?? []).map(({ firstDimension, secondDimension, pairs = [] }) => {
    const entries = pairs.map(({ first, second, figures }) => ({
      classes: [first, second],
      figures: groupFigures(figures),
    }));
    const byClasses = leveled(entries, measure);
    const at = (first, second) => byClasses.get(`${first}/${second}`) ?? nothing([first, second]);
    const title = `${readable(firstDimension)} × ${secondDimension}`;
    const key = `pair-${firstDimension}-${secondDimension}`;
    return matrix(title, CLASSES[firstDimension] ?? [], CLASSES[secondDimension] ?? [], at, key, context);
  });
  show('pairs', grids);
}
