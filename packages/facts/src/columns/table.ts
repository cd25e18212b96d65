import {
  allocateColumn,
  type ColumnArray,
  type ColumnArrays,
  type ColumnKind,
  gatheredColumn,
  grownColumn,
  roomyLength,
} from './column.ts';

export type Schema = Readonly<Record<string, ColumnKind>>;
export type Columns<S extends Schema> = { [N in keyof S]: ColumnArrays[S[N]] };

/** A delta is merged once it holds this many rows and an eighth of the main part. */
const MERGE_MIN_ROWS = 8192;
const MERGE_SHARE = 1 / 8;

/**
 * Rows of up to 65,536 customers (`local` numbers). Rows `0 … mainCount - 1` are the main part, sorted by customer and time, with
 * `starts`; the rest is the delta in order of arrival, chained by customer. Row numbers change with `merge`.
 */
export class Table<S extends Schema> {
  local = allocateColumn('u16', 0);
  time = allocateColumn('f64', 0);
  columns: Columns<S>;
  rowCount = 0;
  mainCount = 0;
  /** Main rows of a customer: `starts[local] … starts[local + 1] - 1`; customers beyond its end have none. */
  starts = allocateColumn('u32', 1);
  readonly schema: S;
  /** Newest delta row of a customer, + 1. */
  private heads = new Int32Array(0);
  /** Customers that have delta rows are below this. */
  private deltaCustomers = 0;
  /** By delta row: the customer's delta row before it, + 1. */
  private previous = new Int32Array(0);

  constructor(schema: S) {
    this.schema = schema;
    this.columns = mapColumns(schema, (kind) => allocateColumn(kind, 0));
  }

  /** The new row; its other columns are zero until the caller sets them. */
  append(local: number, time: number): number {
    const row = this.rowCount;
    if (row >= this.local.length) this.reserve(roomyLength(row));
    if (local >= this.heads.length) this.heads = grownPlain(this.heads, roomyLength(local));
    if (local >= this.deltaCustomers) this.deltaCustomers = local + 1;
    const delta = row - this.mainCount;
    if (delta >= this.previous.length) this.previous = grownPlain(this.previous, roomyLength(delta * 2));
    this.local[row] = local;
    this.time[row] = time;
    this.previous[delta] = this.heads[local] as number;
    this.heads[local] = row + 1;
    this.rowCount += 1;
    return row;
  }

  /** Customers that have main rows are below this. */
  get mainCustomers(): number {
    return this.starts.length - 1;
  }

  mainStart(local: number): number {
    return local < this.mainCustomers ? (this.starts[local] as number) : this.mainCount;
  }

  mainEnd(local: number): number {
    return local < this.mainCustomers ? (this.starts[local + 1] as number) : this.mainCount;
  }

  /** All rows of a customer: main in order of time, then delta from the newest arrival. */
  rowsOf(local: number): number[] {
    const rows: number[] = [];
    for (let row = this.mainStart(local); row < this.mainEnd(local); row += 1) rows.push(row);
    this.pushDeltaRows(local, rows);
    return rows;
  }

  /** The customer's delta row that arrived last; -1 without one. */
  newestDelta(local: number): number {
    return local < this.heads.length ? (this.heads[local] as number) - 1 : -1;
  }

  /** The same customer's delta row that arrived before a delta row; -1 without one. */
  deltaBefore(row: number): number {
    return (this.previous[row - this.mainCount] as number) - 1;
  }

  get mergeIsDue(): boolean {
    const deltaCount = this.rowCount - this.mainCount;
    return deltaCount >= MERGE_MIN_ROWS && deltaCount >= this.mainCount * MERGE_SHARE;
  }

  /** Makes all rows main. Returns the old row of each new one. */
  merge(): Uint32Array {
    const permutation = new Uint32Array(this.rowCount);
    const customers = Math.max(this.mainCustomers, this.deltaCustomers);
    const starts = allocateColumn('u32', customers + 1);
    let filled = 0;
    for (let local = 0; local < customers; local += 1) {
      starts[local] = filled;
      filled = this.mergeCustomer(local, permutation, filled);
    }
    starts[customers] = filled;
    const length = roomyLength(filled);
    this.local = gatheredColumn('u16', this.local, permutation, length);
    this.time = gatheredColumn('f64', this.time, permutation, length);
    this.columns = mapColumns(this.schema, (kind, name) =>
      gatheredColumn(kind, this.column(name), permutation, length),
    );
    this.starts = starts;
    this.mainCount = this.rowCount;
    this.heads = new Int32Array(0);
    this.previous = new Int32Array(0);
    this.deltaCustomers = 0;
    return permutation;
  }

  /** Takes over sorted columns of `rowCount` rows; this table must be empty. */
  adopt(parts: Pick<Table<S>, 'local' | 'time' | 'columns' | 'starts' | 'rowCount'>): void {
    this.local = parts.local;
    this.time = parts.time;
    this.columns = parts.columns;
    this.starts = parts.starts;
    this.rowCount = parts.rowCount;
    this.mainCount = parts.rowCount;
  }

  memoryBytes(): number {
    let bytes = this.local.byteLength + this.time.byteLength + this.starts.byteLength;
    for (const name of Object.keys(this.schema)) bytes += this.column(name).byteLength;
    return bytes + this.heads.byteLength + this.previous.byteLength;
  }

  /** A column by a name of the schema. */
  column(name: string): ColumnArray {
    const byName: Record<string, ColumnArray> = this.columns;
    const column = byName[name];
    if (column === undefined) throw new RangeError(`no column ${name}`);
    return column;
  }

  private reserve(length: number): void {
    this.local = grownColumn('u16', this.local, length);
    this.time = grownColumn('f64', this.time, length);
    this.columns = mapColumns(this.schema, (kind, name) => grownColumn(kind, this.column(name), length));
  }

  private pushDeltaRows(local: number, rows: number[]): void {
    for (let row = this.newestDelta(local); row >= 0; row = this.deltaBefore(row)) rows.push(row);
  }

  private mergeCustomer(local: number, permutation: Uint32Array, from: number): number {
    const added: number[] = [];
    this.pushDeltaRows(local, added);
    if (added.length > 1) added.sort((a, b) => (this.time[a] as number) - (this.time[b] as number) || a - b);
    let filled = from;
    let next = 0;
    for (let row = this.mainStart(local); row < this.mainEnd(local); row += 1) {
      const time = this.time[row] as number;
      while (next < added.length && (this.time[added[next] as number] as number) < time) {
        permutation[filled++] = added[next++] as number;
      }
      permutation[filled++] = row;
    }
    while (next < added.length) permutation[filled++] = added[next++] as number;
    return filled;
  }
}

/** One column per name of the schema. */
export function mapColumns<S extends Schema>(
  schema: S,
  make: (kind: ColumnKind, name: string) => ColumnArray,
): Columns<S> {
  const entries = Object.entries(schema).map(([name, kind]) => [name, make(kind, name)]);
  // Object.fromEntries forgets that each name keeps the kind that the schema gives it.
  return Object.fromEntries(entries) as Columns<S>;
}

function grownPlain(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(length);
  grown.set(array);
  return grown;
}
