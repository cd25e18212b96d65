import { factList } from '../card.js';
import { h } from '../element.js';
import { formatCount, formatDate, formatMoney, readable } from '../format.js';

const DAYS = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

/** `long/often/big_spender` as people read it. */
const cellText = (cell) => cell.split('/').map(readable).join(' · ');

function schemeRow({ schemeId, rfm, validUntil }) {
  const until = validUntil ? `, until ${formatDate(new Date(validUntil))} unless they buy` : '';
  return [
    schemeId === 'default' ? 'RFM' : `RFM “${schemeId}”`,
    rfm?.cell ? `${cellText(rfm.cell)}${until}` : 'No order in its window',
  ];
}

function stageList(history) {
  return h(
    'ol',
    { class: 'plain' },
    history.map(({ stage, time }) =>
      h('li', {}, readable(stage), h('span', { class: 'muted' }, ` since ${formatDate(new Date(time))}`)),
    ),
  );
}

/** RFM, trend, stage and engagement of one customer (RFM-1, TRD-1, CRM-3, CRM-5). */
export function scoreFacts(scores, currency) {
  const { schemes = [], funnelHistory = [], orders = 0, netMinor = 0, meanOrderMinor = 0 } = scores;
  const rows = [
    ...schemes.map(schemeRow),
    ['Trend', readable(scores.trend ?? 'not_enough_history')],
    ['Stage', funnelHistory.length > 0 ? stageList(funnelHistory) : readable(scores.funnelStage ?? 'none')],
    [
      'Engagement',
      `${readable(scores.engagement ?? 'none')}, ${DAYS.format(scores.engagementPoints ?? 0)} points`,
    ],
  ];
  if (Number(orders) === 0) return factList([...rows, ['Orders', 'None yet']]);
  return factList([
    ...rows,
    ['Orders', `${formatCount(Number(orders))}, ${formatMoney(Number(netMinor), currency)} net`],
    ['Mean order', formatMoney(Number(meanOrderMinor), currency)],
    [
      'Between orders',
      scores.meanDaysBetweenOrders === undefined
        ? 'Only one order so far'
        : `${DAYS.format(scores.meanDaysBetweenOrders)} days on average`,
    ],
  ]);
}

/** Short words for the page's head. */
export function scoreBadges({ schemes = [], funnelStage, trend, engagement }) {
  const cell = schemes.find(({ schemeId }) => schemeId === 'default')?.rfm?.cell;
  const words = [
    cell && cellText(cell),
    funnelStage && readable(funnelStage),
    trend && trend !== 'not_enough_history' && `${readable(trend)} trend`,
    engagement && engagement !== 'none' && `${readable(engagement)} engagement`,
  ];
  return words.filter(Boolean).map((text) => h('li', { class: 'badge' }, text));
}
