import { type ColumnArray, type ColumnKind, copiedColumn, withRoom } from '../columns/column.ts';
import { mapColumns, type Schema, type Table } from '../columns/table.ts';
import { lineSchema } from '../ledger/ledger-table.ts';
import { Shard } from '../shard.ts';
import { columnOf, type LoadedPart, type Part } from './part-file.ts';

/** Columns whose rows may change where they lie: of the others rows are only added, and merges leave them as they were. */
const CHANGING = ['flags', 'recorded'];

/** A shard's columns, cut to the rows in use; records may be applied while they are written. */
export function partOfShard(shard: Shard): Part {
  const columns = new Map<string, ColumnArray>();
  addTable(columns, 'ledger', shard.ledger.rows);
  addTable(columns, 'events', shard.events.rows);
  addTable(columns, 'attributes', shard.attributes.rows);
  const { lines, lineCount, voidFrom } = shard.ledger;
  for (const [name, column] of Object.entries(lines))
    columns.set(`lines.${name}`, column.subarray(0, lineCount));
  return { columns, json: JSON.stringify({ voidFrom: Array.from(voidFrom).flat() }) };
}

export function shardOfPart(part: LoadedPart): Shard {
  const shard = new Shard();
  adoptTable(part, 'ledger', shard.ledger.rows);
  adoptTable(part, 'events', shard.events.rows);
  adoptTable(part, 'attributes', shard.attributes.rows);
  const lines = mapColumns(lineSchema, (kind, name) => withRoom(kind, columnOf(part, `lines.${name}`, kind)));
  const lineCount = columnOf(part, 'lines.product', 'u32').length;
  shard.ledger.adoptLines(lines, lineCount, voidedRows(part.json));
  return shard;
}

function addTable<S extends Schema>(
  columns: Map<string, ColumnArray>,
  prefix: string,
  table: Table<S>,
): void {
  columns.set(`${prefix}.local`, table.local.subarray(0, table.rowCount));
  columns.set(`${prefix}.time`, table.time.subarray(0, table.rowCount));
  columns.set(`${prefix}.starts`, table.starts);
  for (const [name, kind] of Object.entries(table.schema)) {
    const column = table.column(name).subarray(0, table.rowCount);
    columns.set(
      `${prefix}.${name}`,
      CHANGING.includes(name) ? copiedColumn<ColumnKind>(kind, column) : column,
    );
  }
}

function adoptTable<S extends Schema>(part: LoadedPart, prefix: string, table: Table<S>): void {
  const local = columnOf(part, `${prefix}.local`, 'u16');
  table.adopt({
    local: withRoom('u16', local),
    time: withRoom('f64', columnOf(part, `${prefix}.time`, 'f64')),
    starts: columnOf(part, `${prefix}.starts`, 'u32'),
    columns: mapColumns(table.schema, (kind, name) =>
      withRoom(kind, columnOf(part, `${prefix}.${name}`, kind)),
    ),
    rowCount: local.length,
  });
}

function voidedRows(json: unknown): Map<number, number> {
  const rows = new Map<number, number>();
  if (typeof json !== 'object' || json === null || !('voidFrom' in json) || !Array.isArray(json.voidFrom))
    return rows;
  for (let i = 0; i < json.voidFrom.length; i += 2) rows.set(json.voidFrom[i], json.voidFrom[i + 1]);
  return rows;
}
