import { groupFigures } from './figures.js';
import { formatAgo, formatCount, formatDateTime, formatMoney } from './format.js';

const element = (id) => document.getElementById(id);

/** Says how fresh the figures are: the last event that is in them, or the instant that was asked for. */
export function showFreshness(panel, live) {
  const freshness = element('freshness');
  freshness.dataset.state = live ? 'live' : 'still';
  if (!live) freshness.textContent = `As of ${formatDateTime(new Date(panel.at))}`;
  else if (panel.freshTime) {
    freshness.textContent = `Live · last event ${formatAgo(Date.now() - Date.parse(panel.freshTime))}`;
  } else freshness.textContent = 'Live · waiting for events';
}

/** Tells screen readers what moved since the last time; the rest see it in the figures. */
export function announceMovement(before, after) {
  if (!before || before.schemeId !== after.schemeId) return;
  const [old, now] = [groupFigures(before.total), groupFigures(after.total)];
  const orders = now.orders - old.orders;
  if (orders === 0) return;
  const net = formatMoney(now.netMinor - old.netMinor, after.currency);
  element('movement').textContent = `${formatCount(orders)} new orders, ${net}`;
}

/** Shows, or with no text hides, what is wrong. */
export function showNotice(text) {
  const notice = element('notice');
  notice.hidden = text === undefined;
  notice.textContent = text ?? '';
  if (text !== undefined) element('freshness').dataset.state = 'lost';
}

/** An empty shop gets help instead of empty panels. */
export function showEmptiness(panel) {
  const { customers } = groupFigures(panel.total);
  const empty = customers === 0 && Number(panel.customersWithoutOrder ?? 0) === 0;
  const help = element('empty');
  help.hidden = !empty;
  element('panels').hidden = empty;
  const code = help.querySelector('code');
  code.textContent = code.textContent.replace('ORIGIN', location.origin);
}
