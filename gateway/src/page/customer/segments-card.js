import { explainCustomer, listSegments } from '../api.js';
import { h } from '../element.js';
import { formatDate } from '../format.js';

/** Saved segments that are asked about at most, and how many of them at a time. */
const MOST_SEGMENTS = 100;
const AT_A_TIME = 6;

async function verdictsOf(customerId, segments, signal) {
  const verdicts = [];
  for (let from = 0; from < segments.length; from += AT_A_TIME) {
    const asked = segments.slice(from, from + AT_A_TIME).map(async (segment) => {
      const request = { customerId, audience: { segmentId: segment.segmentId } };
      return { segment, verdict: await explainCustomer(request, signal) };
    });
    verdicts.push(...(await Promise.all(asked)));
  }
  return verdicts;
}

function segmentItem({ segment, verdict }) {
  const { name, segmentId, description, text } = segment;
  const since = verdict.since ? `since ${formatDate(new Date(verdict.since))}` : 'from the beginning';
  const until = verdict.validUntil
    ? `, until ${formatDate(new Date(verdict.validUntil))} if nothing happens`
    : '';
  return h(
    'li',
    { title: text },
    h('strong', {}, name || segmentId),
    h('span', { class: 'muted' }, ` ${since}${until}`),
    description && h('p', { class: 'muted' }, description),
  );
}

/** Saved segments that the customer is in, and since when. */
export async function segmentList(customerId, signal) {
  const request = { kind: 'SEGMENT_KIND_SAVED', pageSize: MOST_SEGMENTS };
  const { segments = [], nextPageToken } = await listSegments(request, signal);
  if (segments.length === 0) return h('p', {}, 'No segments are saved yet.');
  const verdicts = await verdictsOf(customerId, segments, signal);
  const own = verdicts.filter(({ verdict }) => verdict.member);
  const asked = nextPageToken ? `the first ${MOST_SEGMENTS}` : `${segments.length}`;
  return [
    h('p', { class: 'muted' }, `In ${own.length} of ${asked} saved segments`),
    own.length > 0 && h('ul', { class: 'plain spaced' }, own.map(segmentItem)),
  ];
}
