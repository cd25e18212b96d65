import { h } from './element.js';
import { heatLevels } from './figures.js';
import { formatCount, formatDate, formatMoney } from './format.js';
import { show } from './patch.js';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

/** 2024-01-01 was a Monday. */
function weekdayName(weekday) {
  const format = new Intl.DateTimeFormat(undefined, { weekday: 'short', timeZone: 'UTC' });
  return format.format(Date.UTC(2024, 0, weekday));
}

/** Tells the best day and hour; keys are in the shop's time zone and read as they are. */
function bestText({ bestDay, bestHour }, currency) {
  if (!bestDay || !bestHour) return "Net value by weekday and hour, in the shop's time zone";
  const day = formatDate(new Date(`${bestDay.key}T00:00:00`));
  const [hourDay = '', hour = ''] = bestHour.key.split(' ');
  const hourText = `${formatDate(new Date(`${hourDay}T00:00:00`))}, ${hour}:00`;
  return `Best day: ${day} (${formatMoney(Number(bestDay.netMinor ?? 0), currency)}). Best hour: ${hourText} (${formatMoney(Number(bestHour.netMinor ?? 0), currency)}).`;
}

function hourCell(weekday, hour, bucket, level, isBest, currency) {
  const net = formatMoney(Number(bucket?.netMinor ?? 0), currency);
  const orders = formatCount(Number(bucket?.orders ?? 0));
  const text = `${weekdayName(weekday)} ${hour}:00, ${net} net, ${orders} orders`;
  const properties = { title: text, class: isBest ? 'best' : false, style: { '--level': level.toFixed(3) } };
  return h('td', properties, h('span', { class: 'hidden' }, net));
}

/** Revenue by weekday and hour, and when it was greatest (RFM-9). */
export function showTimes(times, currency) {
  const buckets = new Map((times.weekdayHours ?? []).map((bucket) => [bucket.key, bucket]));
  const keys = WEEKDAYS.flatMap((weekday) => HOURS.map((hour) => `${weekday}-${hour}`));
  const values = keys.map((key) => Number(buckets.get(key)?.netMinor ?? 0));
  const levels = new Map(heatLevels(values).map((level, place) => [keys[place], level]));
  document.getElementById('times-note').textContent = bestText(times, currency);
  const head = HOURS.map((hour) => h('th', { scope: 'col' }, hour % 3 === 0 ? String(hour) : ''));
  const rows = WEEKDAYS.map((weekday) => {
    const cells = HOURS.map((hour) => {
      const key = `${weekday}-${hour}`;
      const level = levels.get(key) ?? 0;
      return hourCell(weekday, hour, buckets.get(key), level, level === 1, currency);
    });
    return h('tr', {}, h('th', { scope: 'row' }, weekdayName(weekday)), cells);
  });
  show(
    'times',
    h('table', { class: 'hours' }, h('thead', {}, h('tr', {}, h('td', {}), head)), h('tbody', {}, rows)),
  );
}
