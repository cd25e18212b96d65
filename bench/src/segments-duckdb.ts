import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
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
import { EVENT_TYPES } from './segments-shop.ts';

const TYPES = "ENUM ('', 'adv', 'utm', 'search', 'referral', 'direct', 'email')";
const EVENTS = `ENUM (${EVENT_TYPES.map((type) => `'${type}'`).join(', ')})`;

const SPEND = `SELECT customer FROM lines WHERE brand = ${BRAND} AND t > ${SINCE_S.sixMonths} GROUP BY customer HAVING sum(amount) > 30000`;
const PAID_ONLY = `SELECT customer FROM events WHERE type = 'visit_started'
  GROUP BY customer HAVING min(paid) = 1 AND count(*) FILTER (class IN ('direct', 'email')) = 0`;
const A_NOT_B = `SELECT customer FROM lines WHERE product IN (${PRODUCT_A}, ${PRODUCT_B}) AND t > ${SINCE_S.month} GROUP BY customer
  HAVING max(t) FILTER (product = ${PRODUCT_A}) >= coalesce(max(t) FILTER (product = ${PRODUCT_B}), 0)`;
const ROLLUPS =
  'SELECT customer, count(*) AS orders, sum(net) AS net, max(t) AS last FROM orders GROUP BY customer';

function spendAndOpened(orders: string, events: string): string {
  return `SELECT count(*) FROM (SELECT customer FROM ${orders} WHERE t > ${SINCE_S.year} GROUP BY customer
    HAVING count(*) >= 3 AND sum(net) >= 50000 AND sum(net) < 100000) AS spent
    SEMI JOIN (SELECT customer FROM ${events} WHERE type = 'message_opened' AND t > ${SINCE_S.days30}) AS opened USING (customer)`;
}

function allThree(paidOnly: string): string {
  return `SELECT count(*) FROM customers WHERE country = 'DE' AND vip
    AND (customer IN (${SPEND}) OR customer IN (${A_NOT_B})) AND customer NOT IN (${paidOnly})`;
}

/** Borders at floor(n * k / 5) of the sorted values; a score is 1 + the borders that the value exceeds. */
function quintiles(rollups: string): string {
  const levels = '[0.2 + 1e-9, 0.4 + 1e-9, 0.6 + 1e-9, 0.8 + 1e-9]';
  const score = (figure: string): string =>
    `(1 + ${[1, 2, 3, 4].map((k) => `(${figure} > b.${figure}[${k}])::INT`).join(' + ')})`;
  return `WITH r AS MATERIALIZED (${rollups}),
    b AS (SELECT quantile_disc(last, ${levels}) AS last, quantile_disc(orders, ${levels}) AS orders, quantile_disc(net, ${levels}) AS net FROM r)
    SELECT sum((${score('r.last').replaceAll('b.r.', 'b.')} * 25 + ${score('r.orders').replaceAll('b.r.', 'b.')} * 5
    + ${score('r.net').replaceAll('b.r.', 'b.')}) * (customer % ${WEIGHTS})) FROM r, b`;
}

/** 1 rising by more than a tenth, 2 falling by more than a tenth, 3 neither; without orders in both quarters 0. */
function trend(orders: string): string {
  return `SELECT sum((CASE WHEN recent * 10 > earlier * 11 THEN 1 WHEN recent * 10 < earlier * 9 THEN 2 ELSE 3 END) * (customer % ${WEIGHTS}))
    FROM (SELECT customer, coalesce(sum(net) FILTER (t > ${SINCE_S.days90}), 0) AS recent,
    coalesce(sum(net) FILTER (t <= ${SINCE_S.days90}), 0) AS earlier
    FROM ${orders} WHERE t > ${SINCE_S.days180} GROUP BY customer)`;
}

const counted = (sql: string): string => `SELECT count(*) FROM (${sql})`;
const RAW: Record<Question, string> = {
  Q1: counted(SPEND),
  Q2: counted(PAID_ONLY),
  Q3: counted(A_NOT_B),
  Q4: spendAndOpened('orders', 'events'),
  Q5: allThree(PAID_ONLY),
  Q6: quintiles(ROLLUPS),
  Q7: trend('orders'),
};
const PAID_ONLY_FLAGS = 'SELECT customer FROM visit_flags WHERE paid AND NOT unpaid AND NOT direct_or_email';
const GIVEN: Partial<Record<Question, string>> = {
  Q2: counted(PAID_ONLY_FLAGS),
  Q4: spendAndOpened('order_log', 'event_log'),
  Q5: allThree(PAID_ONLY_FLAGS),
  Q6: quintiles('FROM rollups'),
  Q7: trend('order_log'),
};

/** DuckDB with typed tables sorted by customer and time, and once more with our order log, event log, roll-ups and flags as tables. */
export async function askDuckDb(directory: string): Promise<{ raw: Answers; given: Answers }> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  for (const sql of tables(directory)) await connection.run(sql);
  const raw = await askAll(connection, RAW);
  for (const sql of ourStructures()) await connection.run(sql);
  return { raw, given: await askAll(connection, GIVEN) };
}

async function askAll(
  connection: DuckDBConnection,
  questions: Partial<Record<Question, string>>,
): Promise<Answers> {
  const answers: Answers = {};
  for (const question of QUESTIONS) {
    const sql = questions[question];
    if (sql === undefined) continue;
    const prepared = await connection.prepare(sql);
    answers[question] = await timed(async () => {
      const [row] = await (await prepared.runAndReadAll()).getRows();
      return Number(row?.[0]);
    });
  }
  return answers;
}

function tables(directory: string): string[] {
  const csv = (name: string, columns: string): string =>
    `read_csv('${join(directory, `${name}.csv`)}', header = false, columns = {${columns}})`;
  const who = "'customer': 'UINTEGER', 't': 'UINTEGER'";
  return [
    `CREATE TYPE class AS ${TYPES}`,
    `CREATE TYPE event_type AS ${EVENTS}`,
    `CREATE TABLE customers AS SELECT customer, country, vip = 1 AS vip FROM ${csv('customers', "'customer': 'UINTEGER', 'country': 'VARCHAR', 'vip': 'UTINYINT'")}`,
    `CREATE TABLE orders AS FROM ${csv('orders', `${who}, 'net': 'UINTEGER'`)} ORDER BY customer, t`,
    `CREATE TABLE lines AS FROM ${csv('lines', `${who}, 'product': 'USMALLINT', 'brand': 'UTINYINT', 'amount': 'UINTEGER'`)} ORDER BY customer, t`,
    `CREATE TABLE events AS SELECT customer, t, type::event_type AS type, coalesce(class, '')::class AS class, paid
      FROM ${csv('events', `${who}, 'type': 'VARCHAR', 'class': 'VARCHAR', 'paid': 'UTINYINT'`)} ORDER BY customer, t`,
  ];
}

function ourStructures(): string[] {
  return [
    'CREATE TABLE order_log AS FROM orders ORDER BY t',
    'CREATE TABLE event_log AS SELECT type, t, customer FROM events ORDER BY type, t',
    `CREATE TABLE rollups AS ${ROLLUPS} ORDER BY customer`,
    `CREATE TABLE visit_flags AS SELECT customer, bool_or(paid = 1) AS paid, bool_or(paid = 0) AS unpaid,
      bool_or(class IN ('direct', 'email')) AS direct_or_email FROM events WHERE type = 'visit_started' GROUP BY customer ORDER BY customer`,
  ];
}
