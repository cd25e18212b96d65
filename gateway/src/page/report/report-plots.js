import { barPlot } from '../charts/bar-plot.js';
import { calibrationPlot } from '../charts/calibration-plot.js';
import { linePlot } from '../charts/line-plot.js';
import { formatCount, formatDate, formatShare, readable } from '../format.js';

const NUMBER = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 3 });
const WHOLE = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });

const dayText = (day) => formatDate(new Date(`${day}T00:00:00`));

/** `values` of a running total as they were added. */
const added = (values) => values.map((value, place) => value - (values[place - 1] ?? 0));

function weekPlots({ weeks, observedUntil }) {
  const labels = weeks.map(({ endDate }) => dayText(endDate));
  const predicted = weeks.map(({ expectedRepeats }) => expectedRepeats);
  const actual = weeks.map(({ actualRepeats }) => actualRepeats);
  const place = weeks.findLastIndex(({ endDate }) => endDate <= observedUntil);
  const shared = {
    labels,
    axisTitle: 'Week',
    format: WHOLE.format,
    heads: ['Week until', 'Predicted', 'Actual'],
    ...(place >= 0 ? { border: { place, text: 'holdout from here' } } : {}),
  };
  const series = (of) => [
    { name: 'Predicted', kind: 'predicted', values: of(predicted) },
    { name: 'Actual', kind: 'actual', values: of(actual) },
  ];
  const [foretold, came] = [predicted.at(-1) ?? 0, actual.at(-1) ?? 0].map(WHOLE.format);
  return [
    linePlot({
      ...shared,
      title: 'Repeat purchases since the beginning',
      description: `Running totals by week: by the end ${foretold} were predicted and ${came} made.`,
      series: series((values) => values),
    }),
    linePlot({
      ...shared,
      title: 'Repeat purchases week by week',
      description: 'Repeat purchases predicted and made in each week.',
      series: series(added),
    }),
  ];
}

function frequencyPlot({ byFrequency }) {
  const labels = byFrequency.map(({ repeatPurchases, andMore }) => `${repeatPurchases}${andMore ? '+' : ''}`);
  return barPlot({
    title: 'Purchases in the holdout by earlier repeats',
    description:
      'Mean purchases a customer in the holdout, predicted and actual, by repeat purchases before it.',
    labels,
    series: [
      { name: 'Predicted', kind: 'predicted', values: byFrequency.map((each) => each.meanPredicted) },
      { name: 'Actual', kind: 'actual', values: byFrequency.map((each) => each.meanActual) },
    ],
    axisTitle: 'Repeat purchases before the holdout',
    format: NUMBER.format,
    heads: ['Repeats before', 'Customers', 'Predicted', 'Actual'],
    notes: byFrequency.map(({ customers }) => formatCount(customers)),
  });
}

function bandPlot({ bands }) {
  return barPlot({
    title: 'Churn by band',
    description: 'Churn risk as predicted and the share who did not buy in the holdout, by churn band.',
    labels: bands.map(({ band }) => readable(band)),
    series: [
      { name: 'Predicted risk', kind: 'predicted', values: bands.map((each) => each.meanPredicted) },
      { name: 'Did not buy', kind: 'actual', values: bands.map((each) => each.shareChurned) },
    ],
    greatest: 1,
    axisTitle: 'Churn band',
    format: formatShare,
    heads: ['Band', 'Customers', 'Predicted risk', 'Did not buy'],
    notes: bands.map(({ customers }) => formatCount(customers)),
  });
}

function reliabilityPlot({ reliability }) {
  return calibrationPlot({
    title: 'Are probabilities what they say?',
    description:
      'Predicted probability to buy against the share who bought, in bins of customers; the diagonal is perfect.',
    bins: reliability.filter(({ customers }) => customers > 0),
    heads: ['Probability', 'Customers', 'Mean predicted', 'Bought'],
  });
}

/** The pictures of Fader, Hardie and Lee (2005), and whether probabilities and bands keep their word. */
export function reportPlots(report) {
  return [
    ...(report.weeks.length > 1 ? weekPlots(report) : []),
    frequencyPlot(report),
    reliabilityPlot(report),
    bandPlot(report),
  ];
}
