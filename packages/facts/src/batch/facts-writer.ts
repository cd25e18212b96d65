import { checkRecord } from '../check-record.ts';
import { type FactsState, GUESTS } from '../facts-state.ts';
import { adoptFrame } from '../journal/batch-frame.ts';
import type { FactRecord } from '../record.ts';
import { applyRows, type Changed } from './apply-batch.ts';
import { applyOther } from './apply-other.ts';
import { CodedBatch } from './coded-batch.ts';
import { RecordCoder } from './record-coder.ts';

/** Takes records into the facts, a batch at a time: first they are coded, then put where they belong. */
export class FactsWriter {
  private readonly state: FactsState;
  private readonly batch = new CodedBatch();
  private readonly coder: RecordCoder;

  constructor(state: FactsState) {
    this.state = state;
    this.coder = new RecordCoder(state, this.batch);
  }

  /** @throws RangeError when a value does not fit its column or a dictionary is full; nothing has changed then. */
  apply(records: readonly FactRecord[], changed: Changed = () => undefined): Set<number> {
    const { batch, state } = this;
    const touched = new Set<number>();
    const note: Changed = (customer, place) => {
      if (customer === GUESTS) return;
      touched.add(customer);
      changed(customer, place);
    };
    try {
      this.code(records);
      for (const { record, place } of batch.others) {
        const moved = new Set<number>();
        applyOther(state, record, moved);
        for (const customer of moved) note(customer, place);
      }
      applyRows(state, batch, note);
      state.mergeOneDue();
      state.lastSave?.journal.add(batch);
    } finally {
      batch.clear();
      this.coder.clear();
    }
    return touched;
  }

  /** Takes a batch in that the journal gave back. */
  replay(frame: Uint8Array): void {
    const { batch, state } = this;
    adoptFrame(state.dictionaries, batch, frame);
    state.makeShards();
    for (const { record } of batch.others) applyOther(state, record, new Set());
    applyRows(state, batch, () => undefined);
    state.mergeOneDue();
    batch.clear();
  }

  private code(records: readonly FactRecord[]): void {
    for (const record of records) checkRecord(record);
    for (let place = 0; place < records.length; place += 1) {
      const record = records[place];
      if (record.kind === 'event') this.coder.event(record, place);
      else if (record.kind === 'order' || record.kind === 'refund' || record.kind === 'cancellation')
        this.coder.entry(record, place);
      else this.batch.others.push({ record, place });
    }
    this.coder.internTexts();
  }
}
