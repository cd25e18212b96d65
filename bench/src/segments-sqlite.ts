import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  type Answers,
  BRAND,
  PRODUCT_A,
  PRODUCT_B,
  QUESTIONS,
  type Question,
  SINCE_S,
  timed,
  WEIGHTS,
} from './segments-answers.ts';

const SPEND = `SELECT customer FROM lines WHERE brand = ${BRAND} AND t > ${SINCE_S.sixMonths} GROUP BY customer HAVING sum(amount) > 30000`;
const PAID_ONLY = `SELECT customer FROM events WHERE type = 'visit_started'
  GROUP BY customer HAVING min(paid) = 1 AND sum(class IN ('direct', 'email')) = 0`;
const A_NOT_B = `SELECT customer FROM lines WHERE product IN (${PRODUCT_A}, ${PRODUCT_B}) AND t > ${SINCE_S.month} GROUP BY customer
  HAVING max(CASE product WHEN ${PRODUCT_A} THEN t END) >= coalesce(max(CASE product WHEN ${PRODUCT_B} THEN t END), 0)`;
const QUINTILES = `WITH r AS MATERIALIZED (SELECT customer, count(*) AS orders, sum(net) AS net, max(t) AS last FROM orders GROUP BY customer),
  n AS (SELECT count(*) AS n FROM r), ${['last', 'orders', 'net'].map(bordersOf).join(', ')}
  SELECT sum((${['last', 'orders', 'net'].map(scoreOf).join(' * 5 + ').replace(' * 5 + ', ' * 25 + ')}) * (customer % ${WEIGHTS})) AS answer
  FROM r, b_last, b_orders, b_net`;
const QUESTION_SQL: Record<Question, string> = {
  Q1: `SELECT count(*) AS answer FROM (${SPEND})`,
  Q2: `SELECT count(*) AS answer FROM (${PAID_ONLY})`,
  Q3: `SELECT count(*) AS answer FROM (${A_NOT_B})`,
  Q4: `SELECT count(*) AS answer FROM (SELECT customer FROM orders WHERE t > ${SINCE_S.year}
    AND customer IN (SELECT customer FROM events WHERE type = 'message_opened' AND t > ${SINCE_S.days30})
    GROUP BY customer HAVING count(*) >= 3 AND sum(net) >= 50000 AND sum(net) < 100000)`,
  Q5: `SELECT count(*) AS answer FROM customers WHERE country = 'DE' AND vip = 1
    AND (customer IN (${SPEND}) OR customer IN (${A_NOT_B})) AND customer NOT IN (${PAID_ONLY})`,
  Q6: QUINTILES,
  Q7: `SELECT sum((CASE WHEN recent * 10 > earlier * 11 THEN 1 WHEN recent * 10 < earlier * 9 THEN 2 ELSE 3 END) * (customer % ${WEIGHTS})) AS answer
    FROM (SELECT customer, sum(CASE WHEN t > ${SINCE_S.days90} THEN net ELSE 0 END) AS recent,
    sum(CASE WHEN t <= ${SINCE_S.days90} THEN net ELSE 0 END) AS earlier FROM orders WHERE t > ${SINCE_S.days180} GROUP BY customer)`,
};
const TABLES = [
  'CREATE TABLE customers (customer INTEGER PRIMARY KEY, country TEXT, vip INTEGER)',
  'CREATE TABLE orders (customer INTEGER, t INTEGER, net INTEGER)',
  'CREATE TABLE lines (customer INTEGER, t INTEGER, product INTEGER, brand INTEGER, amount INTEGER)',
  'CREATE TABLE events (customer INTEGER, t INTEGER, type TEXT, class TEXT, paid INTEGER)',
];
/** Covering, one for each way in. */
const INDEXES = [
  'CREATE INDEX orders_of ON orders (customer, t, net)',
  'CREATE INDEX orders_by_time ON orders (t, customer, net)',
  'CREATE INDEX lines_of_brand ON lines (brand, t, customer, amount)',
  'CREATE INDEX lines_of_product ON lines (product, t, customer)',
  "CREATE INDEX visits ON events (customer, paid, class) WHERE type = 'visit_started'",
  'CREATE INDEX events_of_type ON events (type, t, customer)',
  'CREATE INDEX customers_of_country ON customers (country, vip)',
  'ANALYZE',
];

/** SQLite in memory with covering indexes. */
export async function askSqlite(directory: string): Promise<Answers> {
  const database = new DatabaseSync(':memory:');
  for (const sql of TABLES) database.exec(sql);
  for (const [name, columns] of Object.entries({ customers: 3, orders: 3, lines: 5, events: 5 }))
    load(database, directory, name, columns);
  for (const sql of INDEXES) database.exec(sql);
  const answers: Answers = {};
  for (const question of QUESTIONS) {
    const statement = database.prepare(QUESTION_SQL[question]);
    answers[question] = await timed(() => Number(statement.get()?.['answer']));
  }
  database.close();
  return answers;
}

function load(database: DatabaseSync, directory: string, name: string, columns: number): void {
  const insert = database.prepare(`INSERT INTO ${name} VALUES (${Array(columns).fill('?').join(', ')})`);
  database.exec('BEGIN');
  for (const line of linesOf(join(directory, `${name}.csv`))) insert.run(...line.split(','));
  database.exec('COMMIT');
}

function* linesOf(path: string): Generator<string> {
  const file = openSync(path, 'r');
  const buffer = Buffer.alloc(1 << 20);
  let rest = '';
  for (let bytes = readSync(file, buffer); bytes > 0; bytes = readSync(file, buffer)) {
    const lines = (rest + buffer.toString('latin1', 0, bytes)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  closeSync(file);
}

/** Borders at floor(n * k / 5) of the sorted values. */
function bordersOf(figure: string): string {
  const border = (k: number): string =>
    `(SELECT ${figure} FROM r ORDER BY ${figure} LIMIT 1 OFFSET (SELECT n * ${k} / 5 FROM n)) AS b${k}`;
  return `b_${figure} AS MATERIALIZED (SELECT ${[1, 2, 3, 4].map(border).join(', ')})`;
}

function scoreOf(figure: string): string {
  return `(1 + ${[1, 2, 3, 4].map((k) => `(${figure} > b_${figure}.b${k})`).join(' + ')})`;
}
