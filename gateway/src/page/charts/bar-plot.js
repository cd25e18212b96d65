import { bottomAxis, valueAxis } from './axes.js';
import { AREA, plot } from './plot.js';
import { scale, ticksUpTo } from './scale.js';
import { svg } from './svg.js';

/** Share of a group's place that its bars take. */
const FULLNESS = 0.72;

function bars(series, group, { x, width, y, format, label }) {
  return series.map(({ values, kind, name }, place) => {
    const value = values[group];
    return svg(
      'rect',
      {
        class: `bar ${kind}`,
        x: x + place * width,
        y: y(value),
        width: Math.max(1, width - 2),
        height: Math.max(0, AREA.bottom - y(value)),
        rx: 2,
      },
      svg('title', {}, `${label}: ${name} ${format(value)}`),
    );
  });
}

/** Groups of bars side by side, one bar a series. `notes`: a column of the table that is not drawn. */
export function barPlot({ title, description, labels, series, greatest, axisTitle, format, heads, notes }) {
  const ticks = ticksUpTo(greatest ?? Math.max(...series.flatMap(({ values }) => values)));
  const y = scale(0, ticks.at(-1), AREA.bottom, AREA.top);
  const place = (AREA.right - AREA.left) / labels.length;
  const width = (place * FULLNESS) / series.length;
  const startOf = (group) => AREA.left + place * (group + (1 - FULLNESS) / 2);
  const bottom = labels.map((text, group) => ({ x: AREA.left + place * (group + 0.5), text }));
  return plot({
    ...{ title, description, series },
    table: {
      heads,
      rows: labels.map((label, group) => [
        label,
        ...(notes ? [notes[group]] : []),
        ...series.map(({ values }) => format(values[group])),
      ]),
    },
    content: [
      ...valueAxis(ticks, y, format),
      ...bottomAxis(bottom, axisTitle),
      ...labels.flatMap((label, group) =>
        bars(series, group, { x: startOf(group), width, y, format, label }),
      ),
    ],
  });
}
