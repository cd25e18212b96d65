import { type AttributeTable, HIDDEN } from '../attributes/attribute-table.ts';
import { NewestOfName } from './newest-of-name.ts';

/**
 * By attribute and customer of a shard, the newest value that is visible, at any time. Kept for those attributes only that somebody
 * asked about. Whoever asks about an instant before a row's time has to look at the customer's other rows.
 */
export class NewestValues {
  private readonly attributes: AttributeTable;
  private readonly byName = new Map<number, NewestOfName>();
  private readonly stale = new Set<number>();
  private notedRows = 0;
  private starts: Uint32Array | undefined;

  constructor(attributes: AttributeTable) {
    this.attributes = attributes;
  }

  /** A value of the customer came into sight or out of it, or is known to be recorded earlier. */
  noteChanged(local: number): void {
    this.stale.add(local);
  }

  /** Valid until the next record. */
  of(name: number): NewestOfName {
    this.refresh();
    let newest = this.byName.get(name);
    if (newest === undefined) {
      newest = new NewestOfName(this.attributes);
      this.byName.set(name, newest);
      for (let row = 0; row < this.notedRows; row += 1) this.note(newest, name, row);
    }
    return newest;
  }

  memoryBytes(): number {
    return Array.from(this.byName.values()).reduce((sum, newest) => sum + newest.memoryBytes(), 0);
  }

  private refresh(): void {
    const { rows } = this.attributes;
    if (this.starts !== rows.starts) {
      this.starts = rows.starts;
      this.byName.clear();
      this.stale.clear();
      this.notedRows = rows.rowCount;
    }
    for (const local of this.stale) this.noteAgain(local);
    this.stale.clear();
    for (; this.notedRows < rows.rowCount; this.notedRows += 1) {
      for (const [name, newest] of this.byName) this.note(newest, name, this.notedRows);
    }
  }

  private note(newest: NewestOfName, name: number, row: number): void {
    const { local, columns } = this.attributes.rows;
    if (columns.name[row] !== name || (columns.flags[row] & HIDDEN) !== 0) return;
    const rival = newest.rows[local[row]];
    if (rival < 0 || this.attributes.isLater(row, rival)) newest.put(local[row], row);
  }

  private noteAgain(local: number): void {
    const rows = this.attributes.rows.rowsOf(local).filter((row) => row < this.notedRows);
    for (const [name, newest] of this.byName) {
      newest.takeOut(local);
      for (const row of rows) this.note(newest, name, row);
    }
  }
}
