import { eventSchema } from '../events/event-table.ts';
import { ledgerSchema, lineSchema } from '../ledger/ledger-table.ts';
import type { AttributeRecord, NodeMovedRecord, ProductRecord, StoreRecord } from '../record.ts';
import { RowBuffer } from './row-buffer.ts';

/** Flag of an order whose key nobody had ever told before: nothing that is known bears on it. */
export const FRESH = 128;

/** What a coded row says beside the columns of its table. `record` is the place of its record in the batch. */
const arrivalSchema = { customer: 'i32', time: 'f64', record: 'u32' } as const;

/** `flags` hold the kind and FRESH; `lineStart` counts within the batch. */
const entrySchema = { ...ledgerSchema, ...arrivalSchema, lineEnd: 'u32' } as const;

const eventRowSchema = { ...eventSchema, ...arrivalSchema } as const;

/** Records that change what rows say or mean, rather than being rows of the ledger or events. */
export type OtherRecord = AttributeRecord | ProductRecord | StoreRecord | NodeMovedRecord;

/** Records as the columns hold them: every text is a code of the facts' dictionaries. Orders, refunds and cancellations are entries. */
export class CodedBatch {
  readonly entries = new RowBuffer(entrySchema);
  readonly lines = new RowBuffer(lineSchema);
  readonly events = new RowBuffer(eventRowSchema);
  readonly others: { record: OtherRecord; place: number }[] = [];

  clear(): void {
    this.entries.clear();
    this.lines.clear();
    this.events.clear();
    this.others.length = 0;
  }
}
