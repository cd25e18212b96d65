import { type AttributeTable, HIDDEN } from '../attributes/attribute-table.ts';

const CUSTOMERS = 65_536;

/**
 * By attribute and customer of a shard, the row of the newest value that is visible, at any time. Kept for those attributes only that somebody
 * asked about. Whoever asks about an instant before a row's time has to look at the customer's other rows.
 */
export class NewestValues {
  private readonly attributes: AttributeTable;
  private readonly byName = new Map<number, Int32Array>();
  private readonly stale = new Set<number>();
  private notedRows = 0;
  private starts: Uint32Array | undefined;

  constructor(attributes: AttributeTable) {
    this.attributes = attributes;
  }

  /** A value of the customer came into sight or out of it. */
  noteShown(local: number): void {
    this.stale.add(local);
  }

  /** Rows of a name, by number in the shard; −1 for none. */
  rowsOf(name: number): Int32Array {
    this.refresh();
    let newest = this.byName.get(name);
    if (newest === undefined) {
      newest = new Int32Array(CUSTOMERS).fill(-1);
      this.byName.set(name, newest);
      for (let row = 0; row < this.notedRows; row += 1) this.note(newest, name, row);
    }
    return newest;
  }

  memoryBytes(): number {
    return this.byName.size * CUSTOMERS * Int32Array.BYTES_PER_ELEMENT;
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

  private note(newest: Int32Array, name: number, row: number): void {
    const { local, columns } = this.attributes.rows;
    if (columns.name[row] !== name || (columns.flags[row] & HIDDEN) !== 0) return;
    const rival = newest[local[row]];
    if (rival < 0 || this.attributes.isLater(row, rival)) newest[local[row]] = row;
  }

  private noteAgain(local: number): void {
    const rows = this.attributes.rows.rowsOf(local).filter((row) => row < this.notedRows);
    for (const [name, newest] of this.byName) {
      newest[local] = -1;
      for (const row of rows) this.note(newest, name, row);
    }
  }
}
