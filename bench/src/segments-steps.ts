import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { preparePeerPython } from './peer-python.ts';
import {
  type Answer,
  type Answers,
  BRAND,
  PRODUCT_A,
  PRODUCT_B,
  SINCE_S,
  WEIGHTS,
} from './segments-answers.ts';
import { writeCsv } from './segments-csv.ts';
import { askDuckDb } from './segments-duckdb.ts';
import { segmentFacts } from './segments-facts.ts';
import { askHistory, askNodes, askOurs } from './segments-ours.ts';
import { EVENT_TYPES, segmentShop } from './segments-shop.ts';
import { askSqlite } from './segments-sqlite.ts';

const CHDB = 'chdb==4.4.0';

/** The steps of the benchmark `segments`, each a process of its own, so that no engine is charged for another. */
export interface OurFigures {
  answers: Answers;
  nodes: Answer;
  history: Answer;
  factsBytes: number;
  indexBytes: number;
  lines: number;
  events: number;
  deltaShare: number;
}

export interface PeerAnswers {
  raw: Answers;
  /** With our structures as tables. */
  given?: Answers;
}

async function ours(customers: number): Promise<OurFigures> {
  const facts = segmentFacts(segmentShop(customers));
  const factsBytes = facts.memoryBytes();
  const answers = await askOurs(facts);
  const nodes = await askNodes(facts);
  const history = await askHistory(facts);
  const indexBytes = facts.memoryBytes() - factsBytes;
  const { shards } = facts.columns();
  const sum = (of: (shard: (typeof shards)[number]) => number): number =>
    shards.reduce((total, shard) => total + of(shard), 0);
  const rows = sum(({ ledger, events }) => ledger.rows.rowCount + events.rows.rowCount);
  const mainRows = sum(({ ledger, events }) => ledger.rows.mainCount + events.rows.mainCount);
  return {
    ...{ answers, nodes, history, factsBytes, indexBytes, deltaShare: (rows - mainRows) / rows },
    lines: sum(({ ledger }) => ledger.lineCount),
    events: sum(({ events }) => events.rows.rowCount),
  };
}

async function csv(customers: number, directory: string): Promise<Record<string, never>> {
  writeCsv(segmentShop(customers), directory);
  return {};
}

async function chdb(directory: string): Promise<PeerAnswers> {
  const python = await preparePeerPython(CHDB);
  const settings = JSON.stringify({
    ...{ ...SINCE_S, brand: BRAND, productA: PRODUCT_A, productB: PRODUCT_B },
    ...{ weights: WEIGHTS, eventTypes: EVENT_TYPES },
  });
  const script = join(import.meta.dirname, '..', 'peers', 'segments_chdb.py');
  const { stdout } = await promisify(execFile)(python, [script, directory, settings], {
    maxBuffer: 1e8,
  });
  return JSON.parse(stdout) as PeerAnswers;
}

const STEPS: Record<string, (customers: number, directory: string) => Promise<unknown>> = {
  ours,
  csv,
  duckdb: (_, directory) => askDuckDb(directory),
  sqlite: async (_, directory) => ({ raw: await askSqlite(directory) }),
  chdb: (_, directory) => chdb(directory),
};

const [, , name = '', customers = '', directory = ''] = process.argv;
const step = STEPS[name];
if (step === undefined) throw new Error(`no step ${name}: ${Object.keys(STEPS).join(', ')}`);
console.log(JSON.stringify(await step(Number(customers), directory)));
