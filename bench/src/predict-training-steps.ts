/** The steps of the training in the benchmark `predict`, each a process of its own, so that its peak memory is its own. */
import { ZoneTime } from '@perennial/calendar';
import { Facts } from '@perennial/facts';
import { DEFAULT_TERMS, readAllPurchases, trainInThread } from '@perennial/prediction';
import { livingShop, SHOP_END_MS } from './predict-shop.ts';

/** What a whole training took. */
export interface TrainingFigures {
  purchases: number;
  /** From facts to columns, in the thread that answers calls. */
  readingSeconds: number;
  /** Of the training's thread, by step. */
  stepSeconds: Record<string, number>;
  /** Reading and training. */
  totalSeconds: number;
  factsBytes: number;
  peakBytes: number;
}

const DAY_MS = 86_400_000;

async function make(directory: string, customers: number): Promise<{ customers: number }> {
  const facts = livingShop(customers);
  await facts.save(directory, {});
  return { customers: facts.customerCount };
}

async function train(directory: string): Promise<TrainingFigures> {
  const snapshot = await Facts.load(directory);
  if (snapshot === undefined) throw new Error(`the snapshot in ${directory} cannot be loaded`);
  const startedAtMs = performance.now();
  const purchases = await readAllPurchases(snapshot.facts, new ZoneTime('UTC'), SHOP_END_MS);
  const count = purchases.day.length;
  const readAtMs = performance.now();
  const began: [step: string, atMs: number][] = [];
  const outcome = await trainInThread(
    { purchases, observedUntilDay: SHOP_END_MS / DAY_MS - 1, terms: DEFAULT_TERMS },
    (step) => began.push([step, performance.now()]),
    new AbortController().signal,
  );
  const endedAtMs = performance.now();
  if (outcome.kind !== 'trained' || outcome.report === null)
    throw new Error(`the simulated shop was refused: ${JSON.stringify(outcome)}`);
  return {
    purchases: count,
    readingSeconds: (readAtMs - startedAtMs) / 1000,
    stepSeconds: secondsByStep(began, endedAtMs),
    totalSeconds: (endedAtMs - startedAtMs) / 1000,
    factsBytes: snapshot.facts.memoryBytes(),
    peakBytes: process.resourceUsage().maxRSS * 1024,
  };
}

function secondsByStep(began: readonly (readonly [string, number])[], endedAtMs: number) {
  return Object.fromEntries(
    began.map(([step, atMs], place) => [step, ((began[place + 1]?.[1] ?? endedAtMs) - atMs) / 1000]),
  );
}

const [, , step, directory = '', size = ''] = process.argv;
console.log(JSON.stringify(await (step === 'make' ? make(directory, Number(size)) : train(directory))));
