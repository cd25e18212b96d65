import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { RetailSegment } from './retail-segments.ts';

/**
 * The file's rows by the rules of the import: what was sold, and what was given back (invoices that begin with C); without a price or a
 * customer a row is neither, and invoices that begin with A are corrections of bad debts. An order's time is that of its first row. The second
 * sheet has the days from December 2010 on again.
 */
function tables(first: string, second: string): string[] {
  const sheet = (path: string): string =>
    `SELECT * FROM read_csv('${path}', header = true, all_varchar = true, quote = '"', escape = '"')`;
  return [
    `CREATE TABLE sheet_rows AS SELECT Invoice AS invoice, StockCode AS product, "Customer ID" AS customer, Quantity::INT AS quantity,
       InvoiceDate::TIMESTAMP AS row_t, Price::DECIMAL(18, 5) AS price FROM (
         SELECT * FROM (${sheet(first)}) WHERE InvoiceDate < '2010-12-01' UNION ALL ${sheet(second)})
       WHERE "Customer ID" <> '' AND Price::DECIMAL(18, 5) > 0 AND Invoice NOT LIKE 'A%'`,
    `CREATE TABLE lines AS SELECT invoice, product, customer, quantity, round(quantity * price * 100)::BIGINT AS amount,
       min(row_t) OVER (PARTITION BY invoice) AS t FROM sheet_rows WHERE invoice NOT LIKE 'C%' AND quantity > 0`,
    `CREATE TABLE refunds AS SELECT invoice, product, customer, -quantity AS quantity, round(-quantity * price * 100)::BIGINT AS amount,
       min(row_t) OVER (PARTITION BY invoice) AS t FROM sheet_rows WHERE invoice LIKE 'C%' AND quantity < 0`,
  ];
}

/** Members of each segment as DuckDB finds them in the file itself, ids sorted. */
export async function membersByDuckDb(
  sheets: readonly [string, string],
  segments: readonly RetailSegment[],
): Promise<string[][]> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  try {
    for (const sql of tables(...sheets)) await connection.run(sql);
    const found: string[][] = [];
    for (const { sql } of segments) found.push(await idsOf(connection, sql));
    return found;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function idsOf(connection: DuckDBConnection, sql: string): Promise<string[]> {
  const reader = await connection.runAndReadAll(sql);
  return reader
    .getRows()
    .map(([customer]) => String(customer))
    .sort();
}
