import { factList } from '../card.js';
import { h } from '../element.js';
import { formatCount, formatDateTime, formatMoney, readable } from '../format.js';

/** Traits that have a line of their own. */
const SHOWN_TRAITS = new Set(['email', 'phone', 'first_name', 'last_name', 'firstName', 'lastName', 'tags']);

export function nameOf({ firstName, lastName, email, anonymous, customerId }) {
  const name = [firstName, lastName].filter(Boolean).join(' ');
  return name || email || (anonymous ? 'Anonymous visitor' : customerId);
}

const timeText = (time) => (time ? formatDateTime(new Date(time)) : undefined);

/** What brought them first, e.g. "Search · google.com". */
function sourceText(source) {
  if (source === undefined) return undefined;
  const kind = readable((source.sourceClass ?? 'direct').replace('SOURCE_CLASS_', '').toLowerCase());
  const detail = source.utmCampaign || source.utmSource || source.referrerHost;
  return [kind, detail, source.paid && 'paid'].filter(Boolean).join(' · ');
}

function consentText({ channel, topic, granted, time }) {
  const about = topic === undefined || topic === 'all' ? '' : ` for ${topic}`;
  const when = time ? ` since ${formatDateTime(new Date(time))}` : '';
  return `${granted ? 'Yes' : 'No'} to ${channel}${about}${when}`;
}

const list = (texts) =>
  texts.length > 0 &&
  h(
    'ul',
    { class: 'plain' },
    texts.map((text) => h('li', {}, text)),
  );

/** What a trait says; of an address or the like its parts. */
function traitText(value) {
  if (Array.isArray(value)) return value.map(traitText).join(', ');
  if (typeof value === 'object' && value !== null) return Object.values(value).map(traitText).join(', ');
  return value === null ? '' : String(value);
}

/** Everything that the customer is (CRM-1). */
export function profileFacts(customer) {
  const { nodes = [], consents = [], traits = {}, tags = [] } = customer;
  const own = Object.entries(traits).filter(([name]) => !SHOWN_TRAITS.has(name));
  return factList([
    ['Customer id', h('code', {}, customer.customerId)],
    ['E-mail', customer.email],
    ['Phone', customer.phone],
    ['Known as', list(nodes.map(({ kind, value }) => `${kind} ${value}`)) || undefined],
    ['Tags', tags.join(', ')],
    ['Consent', list(consents.map(consentText)) || 'None was given'],
    ['First seen', timeText(customer.firstSeenTime)],
    ['Last seen', timeText(customer.lastSeenTime)],
    ['Came by', sourceText(customer.firstSource)],
    ['Visits', formatCount(Number(customer.visitCount ?? 0))],
    ['Orders', formatCount(Number(customer.orderCount ?? 0))],
    ['Net value', formatMoney(Number(customer.netMinor ?? 0), customer.currency || 'EUR')],
    ['Last order', timeText(customer.lastOrderTime) ?? 'None'],
    ...own.map(([name, value]) => [readable(name), traitText(value)]),
  ]);
}
