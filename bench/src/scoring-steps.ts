import { Facts } from '@perennial/facts';
import { defaultSchemes } from '@perennial/scores';
import { RfmPanels } from '@perennial/scoring';
import { MILLION_CUSTOMERS, syntheticFacts } from './synthetic-facts.ts';

/** The steps of the benchmark `scoring`, each a process of its own, so that none is charged for what another left behind. */
export type StepFigures = Record<string, number | number[]>;

const ROUNDS = 7;

async function make(directory: string, customers: number): Promise<StepFigures> {
  const facts = syntheticFacts({ ...MILLION_CUSTOMERS, customers });
  await facts.save(directory, {});
  return { customers: facts.customerCount, rows: facts.rowCount };
}

async function loaded(directory: string): Promise<Facts> {
  const snapshot = await Facts.load(directory);
  if (snapshot === undefined)
    throw new Error(`the snapshot in ${directory} was just saved, but cannot be loaded`);
  return snapshot.facts;
}

async function load(directory: string): Promise<StepFigures> {
  const seconds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const startedAtMs = performance.now();
    await loaded(directory);
    seconds.push((performance.now() - startedAtMs) / 1000);
  }
  return { seconds };
}

async function score(directory: string): Promise<StepFigures> {
  const facts = await loaded(directory);
  const schemes = defaultSchemes(100);
  const panels = new RfmPanels();
  const milliseconds: number[] = [];
  let buyers = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const startedAtMs = performance.now();
    const [panel] = panels.read(facts, schemes, { at: MILLION_CUSTOMERS.endMs });
    milliseconds.push(performance.now() - startedAtMs);
    buyers = panel?.total.customers ?? 0;
  }
  return {
    milliseconds,
    buyers,
    schemes: schemes.length,
    factsBytes: facts.memoryBytes(),
    peakBytes: process.resourceUsage().maxRSS * 1024,
  };
}

const [, , step, directory = '', size = ''] = process.argv;
const figures =
  step === 'make' ? make(directory, Number(size)) : step === 'load' ? load(directory) : score(directory);
console.log(JSON.stringify(await figures));
