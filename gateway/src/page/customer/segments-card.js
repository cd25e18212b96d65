import { listCustomerSegments } from '../api.js';
import { h } from '../element.js';
import { formatDate } from '../format.js';
import { absentNotes } from '../missing.js';

const PAGE_SIZE = 100;

function timesText({ since, validUntil }) {
  const from = since ? `since ${formatDate(new Date(since))}` : 'from the beginning';
  const until = validUntil ? `, until ${formatDate(new Date(validUntil))} if nothing happens` : '';
  return ` ${from}${until}`;
}

function segmentItem(segment) {
  const { name, segmentId, description, text } = segment;
  return h(
    'li',
    { title: text },
    h('strong', {}, name || segmentId),
    h('span', { class: 'muted' }, timesText(segment)),
    description && h('p', { class: 'muted' }, description),
  );
}

/** Saved segments that the customer is in now, since when, and what is missing to judge others. */
export async function segmentList(customerId, signal) {
  const answer = await listCustomerSegments({ customerId, pageSize: PAGE_SIZE }, signal);
  const { segments = [], totalCount = 0, askedCount = 0, brokenSegmentIds: broken = [], basis } = answer;
  if (askedCount === 0) return h('p', {}, 'No segments are saved yet.');
  return [
    h('p', { class: 'muted' }, `In ${totalCount} of ${askedCount} saved segments`),
    segments.length > 0 && h('ul', { class: 'plain spaced' }, segments.map(segmentItem)),
    totalCount > segments.length && h('p', { class: 'muted' }, `${totalCount - segments.length} more`),
    broken.length > 0 &&
      h(
        'p',
        { class: 'muted' },
        `Cannot be judged, as they name what is there no more: ${broken.join(', ')}`,
      ),
    ...absentNotes(basis?.missing ?? []),
  ];
}
