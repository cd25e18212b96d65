import type { Message } from '@perennial/bus';
import { envelopeFromHeaders, originalEventId } from '@perennial/contracts';
import type { Touch } from './origin.ts';

const VALUE_TAKEN_BACK = new Set(['perennial.order_refunded.v1', 'perennial.order_cancelled.v1']);
const IDENTITY_MOVED = 'perennial.identity_moved.v1';
const CATALOGUE_CHANGED = new Set(['perennial.product_updated.v1', 'perennial.store_updated.v1']);

/** What a message of EVENTS says about why its customers are judged again. */
export function touchOfMessage({ headers }: Pick<Message, 'headers'>): Touch {
  const { id, type, timeMs } = envelopeFromHeaders(headers);
  const isMove = type === IDENTITY_MOVED || originalEventId(id) !== id;
  if (isMove) return { cause: 'identity', eventId: id, timeMs };
  return { cause: VALUE_TAKEN_BACK.has(type) ? 'refund' : 'event', eventId: id, timeMs };
}

/** What several messages of one customer say, in the order of the log: the last is the cause. */
export function touchOfMessages(messages: readonly Pick<Message, 'headers'>[]): Touch | undefined {
  const last = messages[messages.length - 1];
  if (last === undefined) return undefined;
  const messageTypes = new Set(messages.map(({ headers }) => headers['ce-type'] ?? ''));
  return { ...touchOfMessage(last), messageTypes };
}

/** True for messages that tell of products or stores: they touch no customer, but may turn what is asked of many. */
export function tellsOfCatalogue({ headers }: Pick<Message, 'headers'>): boolean {
  return CATALOGUE_CHANGED.has(headers['ce-type'] ?? '');
}
