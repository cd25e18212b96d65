import { listTimeline } from '../api.js';
import { h } from '../element.js';
import { formatDateTime } from '../format.js';
import { entryText } from './timeline-text.js';

const PAGE_SIZE = 25;
const MONEY_TYPES = new Set(['order_completed', 'order_refunded', 'order_cancelled']);

function entryItem(entry, productNames) {
  const { title, detail } = entryText(entry, productNames);
  return h(
    'li',
    { class: MONEY_TYPES.has(entry.type) ? 'money' : false },
    h('time', { datetime: entry.time, class: 'muted' }, formatDateTime(new Date(entry.time))),
    h('div', {}, h('strong', {}, title), detail && h('p', { class: 'muted' }, detail)),
  );
}

/** Everything a customer did and bought, newest first, a page at a time (CRM-2, TXN-14). */
export async function timeline(customerId, signal) {
  const list = h('ol', { class: 'timeline' });
  const more = h('button', { type: 'button' }, 'Show earlier');
  let pageToken = '';
  const load = async () => {
    const page = await listTimeline({ customerId, pageSize: PAGE_SIZE, pageToken }, signal);
    const { entries = [], productNames = {} } = page;
    const items = entries.map((entry) => entryItem(entry, productNames));
    list.append(...items);
    pageToken = page.nextPageToken ?? '';
    more.hidden = pageToken === '';
    return items;
  };
  more.addEventListener('click', async () => {
    more.disabled = true;
    try {
      const [first] = await load();
      first?.setAttribute('tabindex', '-1');
      first?.focus();
    } catch (error) {
      if (!signal.aborted) more.before(h('p', { class: 'error' }, error.message));
    }
    more.disabled = false;
  });
  const first = await load();
  return first.length === 0 ? h('p', {}, 'Nothing is known of them yet.') : [list, more];
}
