import { factList } from '../card.js';
import { h } from '../element.js';
import { formatCount, formatDate, formatMoney, formatShare, readable, withUnit } from '../format.js';
import { missingNote } from '../missing.js';
import { channelName } from './channel-name.js';

const DECIMAL = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });
const DAYS = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const MARKS = {
  likely_to_buy: 'Likely to buy',
  needs_offer: 'Needs an offer to come back',
};

/** `YYYY-MM-DD` is a day of the shop and read as it is. */
const dayText = (day) => formatDate(new Date(`${day}T00:00:00`));

function chance(name, share, band, horizonDays, kind) {
  return [
    name,
    h(
      'div',
      {},
      h(
        'div',
        { class: 'row' },
        h('strong', {}, formatShare(share)),
        h('span', { class: 'badge' }, readable(band ?? '')),
      ),
      h(
        'div',
        { class: 'track', 'aria-hidden': 'true' },
        h('div', { class: `fill ${kind}`, style: { '--share': String(share) } }),
      ),
      h('span', { class: 'muted' }, `within ${horizonDays} days`),
    ),
  ];
}

function nextPurchaseText({ date, earliestDate, latestDate } = {}) {
  if (!date) return 'Not likely ever';
  const latest = latestDate ? dayText(latestDate) : 'never';
  return `Half likely by ${dayText(date)}; 90%: ${dayText(earliestDate)} to ${latest}`;
}

function valueText(valueMinor, interval, { currency, terms }) {
  if (valueMinor === undefined) return 'Too few customers came back to fit what they spend';
  const value = formatMoney(Number(valueMinor), currency);
  const within = `within ${terms.valueHorizonDays} days`;
  if (interval === undefined) return `${value} ${within}`;
  const [low, high] = [interval.lowMinor ?? 0, interval.highMinor ?? 0].map((minor) =>
    formatMoney(Number(minor), currency),
  );
  return `${value} ${within}; ${formatShare(interval.confidence)}: ${low} to ${high}`;
}

/** What is to be expected of the customer, each with horizon, interval and band (PRED-1..3, PRED-8, PRED-9, PRED-17). */
export function predictionFacts({ prediction, basis, nextPurchase, valueInterval, missing = [] }) {
  if (prediction === undefined) return missingNote(missing);
  const { purchaseProbability = 0, churnRisk = 0, expectedPurchases = 0, mark } = prediction;
  const { terms } = basis;
  return factList([
    chance('Buys', purchaseProbability, prediction.purchaseBand, terms.purchaseHorizonDays, 'increasing'),
    chance('Stays away', churnRisk, prediction.churnBand, terms.churnHorizonDays, 'decreasing'),
    ['Mark', MARKS[mark]],
    ['Purchases', `${DECIMAL.format(expectedPurchases)} expected within ${terms.churnHorizonDays} days`],
    ['Next purchase', nextPurchaseText(nextPurchase)],
    ['Value', valueText(prediction.valueMinor, valueInterval, basis)],
  ]);
}

/** What the figures are made from (PRED-12..16). */
export function inputNote(inputs, currency) {
  if (inputs === undefined) return undefined;
  const { orders = 0, returnedOrders = 0, purchases = 0, firstPurchaseDate, sources = [] } = inputs;
  if (Number(orders) === 0) return undefined;
  const returned = Number(returnedOrders) > 0 ? ` (${formatCount(Number(returnedOrders))} given back)` : '';
  const days = withUnit(formatCount(Number(purchases)), 'day');
  const since = firstPurchaseDate ? ` since ${dayText(firstPurchaseDate)}` : '';
  const parts = [
    `Made from ${withUnit(formatCount(Number(orders)), 'order')}${returned} on ${days}${since}`,
    inputs.meanDaysBetweenPurchases !== undefined &&
      `${withUnit(DAYS.format(inputs.meanDaysBetweenPurchases), 'day')} apart`,
    inputs.meanPurchaseMinor !== undefined &&
      `${formatMoney(Number(inputs.meanPurchaseMinor), currency)} each`,
    sources.length > 0 &&
      `by ${sources.map(({ source, orders: count }) => `${channelName(source)} (${count})`).join(', ')}`,
  ];
  return h('p', { class: 'muted' }, `${parts.filter(Boolean).join(', ')}.`);
}

/** How far to trust it: how the version did on the shop's own last weeks. */
export function trustNote({ version, report }) {
  if (!version) return undefined;
  const link = h('a', { href: `#/models/${version}` }, 'Its report says how far to trust it');
  if (report === undefined) return h('p', { class: 'muted' }, `Model ${version}. `, link, '.');
  const { auc, errors, holdoutDays } = report;
  const figures = [
    auc && `it told buyers from others in ${formatShare(auc.value)} of pairs`,
    errors?.predictedOverActual !== undefined &&
      `it foretold ${formatShare(errors.predictedOverActual)} of the purchases that came`,
  ].filter(Boolean);
  const outcome = figures.length > 0 ? figures.join(', ') : 'nobody bought in them, or everybody did';
  return h('p', { class: 'muted' }, `Model ${version}, held to ${holdoutDays} days: ${outcome}. `, link, '.');
}
