import { getCustomerChannels, getCustomerMoment } from '../api.js';
import { factList } from '../card.js';
import { h } from '../element.js';
import { formatCount, formatDateTime, formatShare } from '../format.js';
import { missingNote } from '../missing.js';
import { channelName } from './channel-name.js';

const SURENESS = {
  sure: 'sure',
  likely: 'likely',
  not_sure: 'not sure yet',
  only: 'nothing else to choose from',
};
const CONSENTS = { allowed: 'Allowed', denied: 'Denied', unknown: 'Nothing said' };

/** 2024-01-01 was a Monday. */
function weekdayName(day) {
  const format = new Intl.DateTimeFormat(undefined, { weekday: 'long', timeZone: 'UTC' });
  return format.format(Date.UTC(2024, 0, 1 + day));
}

const range = ({ share = 0, low = 0, high = 0 }) =>
  `${formatShare(share)} (${formatShare(low)} to ${formatShare(high)})`;

function choice({ channel, probability = 0, sureness }) {
  return [
    h('strong', {}, channelName(channel)),
    `, ${formatShare(probability)} of contacts lead to an order within 7 days; ${SURENESS[sureness] ?? sureness}`,
  ];
}

function channelRow({ channel, consent, probability = {}, own = {} }) {
  return h(
    'tr',
    {},
    h('td', {}, channelName(channel)),
    h('td', { class: 'text' }, CONSENTS[consent] ?? '–'),
    h('td', {}, range(probability)),
    h('td', {}, `${formatCount(Number(own.conversions ?? 0))} of ${formatCount(Number(own.contacts ?? 0))}`),
  );
}

function channelTable(channels) {
  const heads = ['Channel', 'Consent', 'Chance of an order (90%)', 'Their own'];
  const head = heads.map((text, place) => h('th', { scope: 'col', class: place === 1 && 'text' }, text));
  return h(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Channels' },
    h(
      'table',
      { class: 'list' },
      h('thead', {}, h('tr', {}, head)),
      h('tbody', {}, channels.map(channelRow)),
    ),
  );
}

function slotText(text, { share = {}, sureness, ownInSlot = 0, ownInAll = 0 }) {
  const own = `${formatCount(Number(ownInSlot))} of their ${formatCount(Number(ownInAll))} moments`;
  return `${text}: ${range(share)}, ${own}; ${SURENESS[sureness] ?? sureness}`;
}

function momentRows({ moment, missing = [] }) {
  if (moment === undefined) return [['Moment', missingNote(missing)]];
  const { hour, weekday, nextTime } = moment;
  return [
    ['Hour', hour && slotText(`${hour.slot ?? 0}:00`, hour)],
    ['Day', weekday && slotText(weekdayName(weekday.slot ?? 0), weekday)],
    ['Next time', nextTime && formatDateTime(new Date(nextTime))],
  ];
}

/** By which channel and when the customer is best addressed (PRED-11, PRED-15, PRED-20, PRED-23). */
export async function bestChannel(customerId, signal) {
  const [{ best, bestSource, channels = [], missing = [] }, moment] = await Promise.all([
    getCustomerChannels({ customerId }, signal),
    getCustomerMoment({ customerId }, signal),
  ]);
  return [
    factList([
      ['Write by', best ? h('span', {}, choice(best)) : missingNote(missing)],
      ['Comes by', bestSource && h('span', {}, choice(bestSource))],
      ...momentRows(moment),
    ]),
    channels.length > 0 && channelTable(channels),
  ];
}
