import { formatMoney, readable } from '../format.js';
import { channelName } from './channel-name.js';

const NAMED_LINES = 3;

function linesText(lines = [], names) {
  const named = lines
    .slice(0, NAMED_LINES)
    .map(
      ({ name, productId, quantity = 1 }) =>
        `${Number(quantity) > 1 ? `${quantity} × ` : ''}${name || names[productId] || productId}`,
    );
  const more = lines.length - named.length;
  return [...named, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

function orderText({ order = {} }, names) {
  const { orderId, netMinor = 0, currency, lines, store, channel } = order;
  const where = store?.name || channel;
  return {
    title: `Ordered for ${formatMoney(Number(netMinor), currency || 'EUR')}`,
    detail: [linesText(lines, names), where, `order ${orderId}`].filter(Boolean).join(' · '),
  };
}

function refundText({ amountMinor = 0, currency, orderId, lines }, names) {
  return {
    title: `Got ${formatMoney(Number(amountMinor), currency || 'EUR')} back`,
    detail: [linesText(lines, names), orderId && `order ${orderId}`].filter(Boolean).join(' · '),
  };
}

function consentText({ consent = {} }) {
  const { channel, topic, granted = false } = consent;
  return { title: `${granted ? 'Allowed' : 'Withdrew'} ${channel}`, detail: topic === 'all' ? '' : topic };
}

/** The path of the home page says nothing. */
const pathText = (path) => (path === '/' ? '' : path);

function behaviourText({ name = '', productId, pagePath, pageTitle, query, source }, names) {
  const from = source?.utmCampaign || source?.utmSource || source?.referrerHost;
  return {
    title: readable(name),
    detail: [
      query && `“${query}”`,
      names[productId] || productId || pageTitle || pathText(pagePath),
      name.startsWith('message_') && source?.channel && channelName(source.channel),
      from && `from ${from}`,
    ]
      .filter(Boolean)
      .join(' · '),
  };
}

/** What an entry says: a title, and details in one line. @param names of products, by their ids */
export function entryText(entry, names) {
  const { type, order, refund, cancellation, consent, behaviour, identified } = entry;
  if (order) return orderText(order, names);
  if (refund) return refundText(refund, names);
  if (cancellation) return { title: 'Cancelled an order', detail: `order ${cancellation.orderId}` };
  if (consent) return consentText(consent);
  if (behaviour) return behaviourText(behaviour, names);
  if (identified) {
    const told = Object.keys(identified.traits ?? {}).map(readable);
    return { title: told.length > 0 ? 'Told about themselves' : 'Was recognised', detail: told.join(', ') };
  }
  return { title: readable(type ?? ''), detail: '' };
}
