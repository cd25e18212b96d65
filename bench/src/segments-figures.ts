import { type Measure, median } from './benchmark.ts';
import { type Answers, QUESTIONS, type Question } from './segments-answers.ts';
import type { PeerAnswers } from './segments-steps.ts';

export type Peers = Partial<Record<'duckdb' | 'chdb' | 'sqlite', PeerAnswers>>;

const SERIES = [
  ['duckdb', 'raw', 'DuckDB'],
  ['duckdb', 'given', 'DuckDB with our structures'],
  ['chdb', 'raw', "ClickHouse's engine"],
  ['chdb', 'given', "ClickHouse's engine with our structures"],
  ['sqlite', 'raw', 'SQLite'],
] as const;

/** What each peer takes, how often ours fits into it, and whether all said the same. @throws when an engine says something else */
export function peerMeasures(ours: Answers, peers: Peers): Measure[] {
  const measures = SERIES.flatMap(([peer, kind, title]) => {
    const answers = peers[peer]?.[kind];
    return answers === undefined ? [] : seriesMeasures(title, answers, ours);
  });
  return [...measures, ...bestPeerMeasures(ours, peers)];
}

/** Time at full size against a tenth of it, as a multiple of the growth: 1 is linear. */
export function growthMeasures(ours: Answers, tenth: Answers, growth: number): Measure[] {
  return QUESTIONS.map((question) => ({
    name: `${question}: time for ${growth} times the customers`,
    value: msOf(ours, question) / msOf(tenth, question),
    unit: 'times',
  }));
}

function seriesMeasures(title: string, theirs: Answers, ours: Answers): Measure[] {
  const asked = QUESTIONS.filter((question) => theirs[question] !== undefined);
  for (const question of asked) checkSame(title, question, theirs, ours);
  const ratios = asked.map((question) => msOf(theirs, question) / msOf(ours, question));
  return [
    ...asked.map((question, i) => ({
      name: `${title}, ${question}`,
      value: `${msOf(theirs, question).toFixed(2)} ms, ${(ratios[i] ?? 0).toFixed(1)} times ours`,
    })),
    { name: `${title}, geometric mean`, value: geometricMean(ratios), unit: 'times ours' },
  ];
}

function bestPeerMeasures(ours: Answers, peers: Peers): Measure[] {
  const ratios = QUESTIONS.map((question) => {
    const best = Math.min(
      ...Object.values(peers).map(({ raw }) =>
        raw[question] === undefined ? Infinity : msOf(raw, question),
      ),
    );
    return best / msOf(ours, question);
  });
  return [
    {
      name: 'the best raw peer at the question where it comes closest',
      value: Math.min(...ratios),
      unit: 'times ours',
    },
  ];
}

function checkSame(title: string, question: Question, theirs: Answers, ours: Answers): void {
  const [own, other] = [ours[question]?.answer, theirs[question]?.answer];
  if (own !== other) throw new Error(`${question}: ours says ${own}, ${title} ${other}`);
}

function msOf(answers: Answers, question: Question): number {
  return median(answers[question]?.milliseconds ?? []);
}

function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}
