import { runBenchmark } from './bench-process.ts';
import { atLeast, atMost, type Figure, measured, type Proof } from './proof.ts';

const QUESTIONS = [
  'Q1 spend on a brand over 300 in 6 months',
  'Q2 only paid sources, never a direct or e-mail visit',
  'Q3 bought A last month and not B since',
  'Q4 12-month spend in [500, 1000), 3 orders, an open in 30 days',
  'Q5 (1 or 3) and not 2 and country and tag',
] as const;
const PEERS = [
  ["ClickHouse's engine", 15],
  ['DuckDB', 10],
  ['SQLite', 80],
  ["ClickHouse's engine with our structures", 2],
  ['DuckDB with our structures', 3],
] as const;

export const proof: Proof = {
  name: 'segments',
  title: 'seven questions over 1,000,000 customers, beside DuckDB, ClickHouse’s engine and SQLite',
  short: false,
  async run({ say }): Promise<Figure[]> {
    say('npm run bench -- segments --peers');
    const figure = await runBenchmark(['segments', '--peers']);
    return [
      ...['customers', 'order lines', 'events'].map((name) => measured(name, figure(name))),
      atLeast('rows in the delta', figure('rows in the delta'), 4.9, '%'),
      ...QUESTIONS.map((name) => atMost(name, figure(name), 10, 'ms')),
      atMost('Q6 RFM quintiles of all', figure('Q6 RFM quintiles of all'), 20, 'ms'),
      measured('Q7 spending trend of all', figure('Q7 spending trend of all'), 'ms'),
      ...PEERS.map(([peer, aim]) => {
        const name = `${peer}, geometric mean`;
        return atLeast(name, figure(name), aim, 'times ours');
      }),
      atLeast(
        'the best raw peer at the question where it comes closest',
        figure('the best raw peer at the question where it comes closest'),
        3,
        'times ours',
      ),
      ...['Q1', 'Q2', 'Q3', 'Q4', 'Q5', 'Q6', 'Q7'].map((question) => {
        const name = `${question}: time for 10 times the customers`;
        return atMost(name, figure(name), 10, 'times');
      }),
      measured('facts', figure('facts'), 'bytes a customer'),
      measured('indexes', figure('indexes'), 'bytes a customer'),
    ];
  },
};
