/** How to read rows behind a position, of which some may not be shown. */
export interface RowSource<Row, Shown, Position> {
  rowsAfter(position: Position | null, limit: number): Promise<Row[]>;
  positionOf(row: Row): Position;
  /** The rows that are to be shown, in their order. */
  show(rows: readonly Row[]): Promise<Shown[]>;
}

export interface Page<Shown, Position> {
  items: Shown[];
  /** Where the next page begins; null at the end. */
  next: Position | null;
}

/** A full page, unless the rows end: what is not shown is made up for. */
export async function readPage<Row, Shown, Position>(
  source: RowSource<Row, Shown, Position>,
  after: Position | null,
  size: number,
): Promise<Page<Shown, Position>> {
  const items: Shown[] = [];
  let position = after;
  for (;;) {
    const wanted = size - items.length;
    const rows = await source.rowsAfter(position, wanted + 1);
    const taken = rows.slice(0, wanted);
    items.push(...(await source.show(taken)));
    const last = taken.at(-1);
    if (last === undefined || rows.length <= wanted) return { items, next: null };
    position = source.positionOf(last);
    if (items.length >= size) return { items, next: position };
  }
}
