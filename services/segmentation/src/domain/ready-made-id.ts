import { hash53 } from '@perennial/facts';

const PREFIX = 'builtin-';
const MAX_ID_LENGTH = 63;
/** Letters of a value that stay readable in an id. */
const SLUG_LENGTH = 24;

/** Ids that nobody may save a segment under. */
export function isReadyMadeId(segmentId: string): boolean {
  return segmentId.startsWith(PREFIX);
}

/** Id from words of ours, e.g. `builtin-trend-increasing`; what is too long ends in a hash. */
export function readyMadeId(...words: readonly string[]): string {
  const id = PREFIX + words.join('-');
  return id.length <= MAX_ID_LENGTH ? id : hashedId(words.join('-'), words.join(' '));
}

/** Id from a value of the shop's, which may be any text: its letters, and a hash that tells it from others. */
export function readyMadeValueId(category: string, value: string): string {
  return hashedId(`${category}-${slug(value)}`, value);
}

function hashedId(readable: string, value: string): string {
  const hash = hash53(value).toString(36);
  const room = MAX_ID_LENGTH - PREFIX.length - hash.length - 1;
  return `${PREFIX}${readable.slice(0, room)}-${hash}`;
}

/** Runs of anything but a-z and 0-9 become one dash. */
function slug(value: string): string {
  const plain = value.normalize('NFD').toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, SLUG_LENGTH);
}
