import type { Message } from '@perennial/bus';
import { envelopeFromHeaders, originalEventId } from '@perennial/contracts';
import type { Touch } from './origin.ts';

const VALUE_TAKEN_BACK = new Set(['perennial.order_refunded.v1', 'perennial.order_cancelled.v1']);
const IDENTITY_MOVED = 'perennial.identity_moved.v1';

/** What a message of EVENTS says about why its customers are judged again. */
export function touchOfMessage({ headers }: Pick<Message, 'headers'>): Touch {
  const { id, type, timeMs } = envelopeFromHeaders(headers);
  const isMove = type === IDENTITY_MOVED || originalEventId(id) !== id;
  if (isMove) return { cause: 'identity', eventId: id, timeMs };
  return { cause: VALUE_TAKEN_BACK.has(type) ? 'refund' : 'event', eventId: id, timeMs };
}
