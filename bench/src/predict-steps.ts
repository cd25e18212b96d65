import { readFileSync, writeFileSync } from 'node:fs';
import {
  betaGeometricModel,
  type FittedPurchases,
  fitPurchases,
  type Histories,
  mergeHistories,
  type PurchaseModel,
  type PurchaseModelName,
  paretoNbdModel,
  scoreRows,
  seededRandom,
  simulateHistories,
  spreadRows,
} from '@perennial/models';
import { median } from './benchmark.ts';

/** What a fit or a scoring step prints; scoring has seconds and memory only. */
export interface StepResult {
  seconds: number;
  peakBytes: number;
  distinct: number;
  parameters: Record<string, number>;
}

/** Parameters of the CDNOW sample's fits: the truth of the simulated shops. */
const BG_TRUTH = { r: 0.2426, alpha: 4.4136, a: 0.7929, b: 2.4259 };
const MBG_TRUTH = { r: 0.5248, alpha: 6.1831, a: 0.8914, b: 1.614 };
const PARETO_TRUTH = { r: 0.5533, alpha: 10.5777, s: 0.6062, beta: 11.6684 };
const MODELS: readonly PurchaseModelName[] = ['bg-nbd', 'mbg-nbd', 'pareto-nbd'];
const AGE_DAYS = [190, 272] as const;
const HORIZON_WEEKS = 13;
const SHOPS = 20;
const CUSTOMERS_A_SHOP = 10_000;

/** Each step is a process of its own, so that its peak memory is its own. */
const [step, ...rest] = process.argv.slice(2);
const steps: Record<string, (...args: string[]) => unknown> = { make, fit, score, recover };
console.log(JSON.stringify(steps[step ?? '']?.(...rest)));

function make(file: string, customers: string): unknown {
  const options = { customers: Number(customers), ageDays: AGE_DAYS, laterWeeks: 0, wholeDays: true };
  const { histories } = simulateHistories(betaGeometricModel(BG_TRUTH, false), options, seededRandom(1));
  const columns = [histories.repeatCount, histories.purchaseSpanWeeks, histories.observedAgeWeeks];
  writeFileSync(file, Buffer.concat(columns.map((column) => new Uint8Array(column.buffer))));
  return { customers: Number(customers) };
}

/** Seconds from each customer's history to parameters, merging identical histories included. */
function fit(file: string, model: string, rounds: string): unknown {
  const name = MODELS.find((each) => each === model);
  if (name === undefined)
    throw new Error(`There is no purchase model ${model}; there are ${MODELS.join(', ')}`);
  const histories = read(file);
  const seconds: number[] = [];
  let parameters: unknown;
  let distinct = 0;
  for (let round = 0; round < Number(rounds); round += 1) {
    const startedAt = performance.now();
    const { rows } = mergeHistories(histories);
    const { fit: report } = fitted(fitPurchases(rows, name));
    seconds.push((performance.now() - startedAt) / 1000);
    parameters = report.parameters;
    distinct = rows.weight.length;
  }
  return { seconds: median(seconds), distinct, parameters, peakBytes: peakBytes() };
}

/** Seconds to give every customer expectation, purchase probability and P(alive), merging included. */
function score(file: string): unknown {
  const histories = read(file);
  const { model } = fitted(fitPurchases(mergeHistories(histories).rows));
  const seconds: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const startedAt = performance.now();
    const { rows, rowOf } = mergeHistories(histories);
    const scores = scoreRows(model, rows, HORIZON_WEEKS);
    for (const column of [scores.expectedPurchases, scores.purchaseProbability, scores.aliveProbability])
      spreadRows(column, rowOf);
    seconds.push((performance.now() - startedAt) / 1000);
  }
  return { seconds: median(seconds), peakBytes: peakBytes() };
}

/** How many standard errors each parameter of 20 simulated shops is from the truth. */
function recover(): unknown {
  return [
    ...distances('bg-nbd', betaGeometricModel(BG_TRUTH, false), BG_TRUTH),
    ...distances('mbg-nbd', betaGeometricModel(MBG_TRUTH, true), MBG_TRUTH),
    ...distances('pareto-nbd', paretoNbdModel(PARETO_TRUTH), PARETO_TRUTH),
  ];
}

function distances(
  name: PurchaseModelName,
  truth: PurchaseModel,
  parameters: Record<string, number>,
): number[] {
  const options = { customers: CUSTOMERS_A_SHOP, ageDays: AGE_DAYS, laterWeeks: 0, wholeDays: false };
  return Array.from({ length: SHOPS }, (_, shop) => {
    const { histories } = simulateHistories(truth, options, seededRandom(100 + shop));
    const { fit: report } = fitted(fitPurchases(mergeHistories(histories).rows, name));
    return Object.entries(parameters).map(([parameter, value]) => {
      const error = report.standardErrors?.[parameter] ?? Number.NaN;
      return ((report.parameters[parameter] ?? Number.NaN) - value) / error;
    });
  }).flat();
}

function read(file: string): Histories {
  const bytes = readFileSync(file);
  const all = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  const size = all.length / 3;
  return {
    repeatCount: all.slice(0, size),
    purchaseSpanWeeks: all.slice(size, 2 * size),
    observedAgeWeeks: all.slice(2 * size),
  };
}

function fitted(outcome: ReturnType<typeof fitPurchases>): FittedPurchases {
  if (outcome.kind === 'fitted') return outcome;
  throw new Error(`The simulated shop was refused: ${JSON.stringify(outcome.missing)}`);
}

function peakBytes(): number {
  return process.resourceUsage().maxRSS * 1024;
}
