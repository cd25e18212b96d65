import {
  allocateColumn,
  type ColumnArray,
  type ColumnKind,
  grownColumn,
  roomyLength,
} from '../columns/column.ts';
import { type Columns, mapColumns, type Schema } from '../columns/table.ts';

/** Rows in columns that grow, in order of arrival; emptied, it keeps its room. */
export class RowBuffer<S extends Schema> {
  columns: Columns<S>;
  count = 0;
  readonly schema: S;
  private room = 0;

  constructor(schema: S) {
    this.schema = schema;
    this.columns = mapColumns(schema, (kind) => allocateColumn(kind, 0));
  }

  /** The new row; what the caller does not set is what an earlier row left there. */
  add(): number {
    this.addMany(1);
    return this.count - 1;
  }

  addMany(rows: number): void {
    this.count += rows;
    if (this.count <= this.room) return;
    const { columns } = this;
    this.room = roomyLength(this.count * 2);
    this.columns = mapColumns(this.schema, (kind, name) =>
      grownColumn<ColumnKind>(kind, columns[name], this.room),
    );
  }

  /** The rows, column by column; valid until more are added. */
  used(): ColumnArray[] {
    return Object.keys(this.schema).map((name) => this.columns[name].subarray(0, this.count));
  }

  clear(): void {
    this.count = 0;
  }
}
