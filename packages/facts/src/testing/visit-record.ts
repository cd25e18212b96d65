import type { EventRecord } from '../record.ts';
import { sourceFact } from '../source.ts';

/** A view of a page. */
export function visitRecord(eventId: string, customerId = 'ann'): EventRecord {
  return {
    ...{ kind: 'event', customerId, node: `user:${customerId}`, eventId, type: 'page_viewed' },
    ...{ time: 5, recordedTime: 6, source: sourceFact({ sourceClass: 'direct' }) },
    ...{ productId: '', page: '/', query: '', durationMs: 0 },
  };
}
