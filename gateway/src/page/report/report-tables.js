import { factList } from '../card.js';
import { h } from '../element.js';
import { formatCount, formatDate, formatShare } from '../format.js';

const FINE = new Intl.NumberFormat(undefined, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
const FINEST = new Intl.NumberFormat(undefined, { minimumFractionDigits: 4, maximumFractionDigits: 4 });
const NAMES = { recency: 'Recency alone', rfm_sum: 'Sum of RFM quintiles', own_rate: 'Own rate so far' };
const DASH = '–';

const dayText = (day) => formatDate(new Date(`${day}T00:00:00`));
const fine = (value) => (value === undefined ? DASH : FINE.format(value));
const estimate = ({ value = 0, low = 0, high = 0 }) =>
  `${FINE.format(value)} (${FINE.format(low)} to ${FINE.format(high)})`;

function comparisonRow(name, auc, errors, brier) {
  return h(
    'tr',
    {},
    h('th', { scope: 'row' }, name),
    h('td', {}, auc),
    h('td', {}, fine(errors?.rootMeanSquare)),
    h('td', {}, fine(errors?.meanAbsolute)),
    h('td', {}, fine(errors?.predictedOverActual)),
    h('td', {}, brier),
  );
}

/** The model beside what does without one. */
export function comparison({ auc, errors, brier, baselines }) {
  const heads = ['', 'AUC (95 % interval)', 'RMSE', 'Mean error', 'Predicted / actual', 'Brier score'];
  const model = comparisonRow(
    h('strong', {}, 'This model'),
    auc ? estimate(auc) : DASH,
    errors,
    brier ? FINEST.format(brier.score ?? 0) : DASH,
  );
  return h(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'The model beside baselines' },
    h(
      'table',
      { class: 'list comparison' },
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
        model,
        baselines.map((each) =>
          comparisonRow(NAMES[each.name] ?? each.name, fine(each.auc), each.errors, DASH),
        ),
      ),
    ),
  );
}

/** A sentence that says whether the model is worth its trouble. */
export function verdict({ auc, baselines }) {
  if (auc === undefined) return 'All customers or none bought in the holdout: nobody can be ranked.';
  const best = baselines.reduce(
    (most, each) => ((each.auc ?? 0) > (most?.auc ?? 0) ? each : most),
    undefined,
  );
  if (best?.auc === undefined) return '';
  const name = (NAMES[best.name] ?? best.name).toLowerCase();
  if (auc.low > best.auc) return `It ranks buyers better than the best baseline (${name}).`;
  if (auc.high < best.auc) return `The best baseline (${name}) ranks buyers better than it does.`;
  return `The best baseline (${name}) ranks buyers about as well.`;
}

/** The parts of the Brier score (Murphy 1973). */
export function brierParts(brier) {
  if (brier === undefined) return h('p', {}, 'There is none for this holdout.');
  const { score = 0, reliability = 0, resolution = 0, uncertainty = 0, withinBins = 0 } = brier;
  const [sum, ...parts] = [score, reliability, resolution, uncertainty, withinBins].map(FINEST.format);
  return [
    h(
      'p',
      { class: 'muted' },
      'reliability − resolution + uncertainty + within bins; a lower score is better',
    ),
    factList([
      ['Score', h('strong', {}, sum)],
      ['Reliability', `${parts[0]}: how far probabilities are from what came; 0 is best`],
      ['Resolution', `${parts[1]}: how well they tell customers apart; more is better`],
      ['Uncertainty', `${parts[2]}: what the share of buyers leaves open`],
      ['Within bins', parts[3]],
    ]),
  ];
}

/** What was held out, and what the model was chosen against. */
export function holdoutFacts({ observedUntil, holdoutDays, customers, buyers, seasonFactor, ...leads }) {
  return factList([
    ['Fitted to', `everything until ${dayText(observedUntil)}`],
    ['Held to', `the ${holdoutDays} days after`],
    [
      'Customers',
      `${formatCount(customers)}, of whom ${formatCount(buyers)} bought (${formatShare(buyers / Math.max(1, customers))})`,
    ],
    ['Season', `predictions × ${FINE.format(seasonFactor)}, from the years before`],
    ['Lead of Pareto/NBD', leads.paretoLead && `${estimate(leads.paretoLead)} in AUC`],
    [
      'Lead of logistic regression',
      leads.challengerLead && `${estimate(leads.challengerLead)} in AUC; for comparison`,
    ],
  ]);
}
