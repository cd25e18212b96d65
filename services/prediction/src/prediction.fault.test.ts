import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { OutgoingMessage } from '@perennial/bus';
import { DAY_MS } from '@perennial/calendar';
import { TrainingState } from '@perennial/contracts/gen/perennial/prediction/v1/model_pb';
import {
  behaviourMessage,
  differencesOf,
  lifeWithKill,
  orderMessage,
  refundMessage,
  until,
} from '@perennial/live/testing';
import { learn } from './recommendation/learn.ts';
import { type Bench, openBench, type Run, TENANT } from './testing/prediction-fixture.ts';
import { quickTraining } from './testing/quick-training.ts';
import { simulatedOrders } from './testing/simulated-shop.ts';
import { BegunTrainings } from './training/begun-trainings.ts';

const START = Date.UTC(2025, 0, 1, 12);
const PAST = simulatedOrders({ customers: 240, days: 120, untilMs: START, seed: 9 });
const day = (days: number): number => START + days * DAY_MS;

const order = (customerId: string, orderId: string, days: number): OutgoingMessage =>
  orderMessage({ customerId, orderId, netMinor: 4_000, timeMs: day(days) });

const look = (days: number): OutgoingMessage =>
  behaviourMessage({ customerId: 'c2', name: 'cart_added', timeMs: day(days) });

/** A piece of a shop's life: events at an instant, a training that makes a version, or a roll-back. */
interface Step {
  days: number;
  messages?: readonly OutgoingMessage[];
  trained?: { version: number; churnHorizonDays: number };
  rolledBackTo?: number;
}

/** Days that pass while nothing happens, purchases, one given back, trainings with other horizons and a roll-back. */
const LIFE: readonly Step[] = [
  { days: 0, messages: PAST },
  { days: 0, trained: { version: 1, churnHorizonDays: 60 } },
  { days: 3, messages: [order('c1', 'n1', 3), order('c7', 'n2', 2), order('new', 'n3', 3)] },
  { days: 12 },
  { days: 12, trained: { version: 2, churnHorizonDays: 20 } },
  {
    days: 13,
    messages: [
      order('c9', 'n4', 13),
      refundMessage({ customerId: 'c1', orderId: 'n1', refundId: 'r', amountMinor: 4_000, timeMs: day(13) }),
    ],
  },
  { days: 20, rolledBackTo: 1 },
  { days: 40 },
];

/** Does a step; done again after a kill it does only what is not done yet. */
async function live(run: Run, step: Step): Promise<void> {
  if (step.days > 0) await run.moveTo(day(step.days));
  // The next batch comes after time has been followed and told.
  await run.take(step.messages ?? [look(step.days)]);
  if (step.trained !== undefined) await trainOnce(run, step.trained);
  if (step.rolledBackTo === undefined) return;
  const { model } = await run.client.getModel({}, TENANT);
  if (model?.version !== step.rolledBackTo)
    await run.client.rollBackModel({ version: step.rolledBackTo }, TENANT);
}

async function trainOnce(run: Run, { version, churnHorizonDays }: NonNullable<Step['trained']>) {
  await until('what was broken off is trained', async () => {
    const { training } = await run.client.getTraining({}, TENANT);
    return training?.state !== TrainingState.RUNNING;
  });
  const { models } = await run.client.listModels({}, TENANT);
  if (models[0]?.version !== version) await run.train({ churnHorizonDays });
}

describe('prediction killed at any point (PRED-8)', () => {
  test('tells every crossing exactly once, of the same versions, as if nothing had happened', async () => {
    const train = quickTraining();
    // Midnights alone ring: only what is asked for is trained.
    const isHeard = (atMs: number): boolean => atMs % DAY_MS === 0;
    const open = () => openBench(START, { train, learn: async (input) => learn(input), isHeard });
    const life = { open, steps: LIFE, live };
    const whole = await lifeWithKill(life, Number.POSITIVE_INFINITY);
    expect(whole.told.length).toBeGreaterThan(150);
    for (let killAt = 0; killAt < whole.steps; killAt += 1) {
      const broken = await lifeWithKill(life, killAt);
      expect({ killAt, ...differencesOf(whole, broken) }).toEqual({ killAt });
    }
  }, 300_000);
});

describe('a training that a stop broke off', () => {
  let bench: Bench;
  let run: Run;
  beforeEach(async () => {
    bench = await openBench(START);
    run = bench.run();
    await run.start();
    await run.take(PAST);
    await run.train();
  });
  afterEach(async () => {
    await run.stop();
    await bench.close();
  });

  async function restart(): Promise<void> {
    await run.stop();
    run = bench.run();
    await run.start();
  }

  test('leaves the version in force, and is begun again by the next process', async () => {
    await run.client.trainModel({ terms: { churnHorizonDays: 20 } }, TENANT);
    await restart();
    expect((await run.client.getModel({}, TENANT)).model?.version).toBe(1);
    await until('it has ended', async () => {
      const { training } = await run.client.getTraining({}, TENANT);
      return training?.state === TrainingState.DONE;
    });
    const { models } = await run.client.listModels({}, TENANT);
    expect(models).toMatchObject([
      { version: 2, inForce: true, terms: { churnHorizonDays: 20 } },
      { version: 1, inForce: false },
    ]);
    await restart();
    expect((await run.client.getTraining({}, TENANT)).training?.state).toBe(TrainingState.UNSPECIFIED);
  });

  test('is given up where it ended the process three times', async () => {
    const begun = new BegunTrainings(bench.store);
    const [tenant, terms] = ['demo', {}];
    await begun.put({ tenant, terms, askedFor: true, startedAtMs: START, afterVersion: 1, tries: 3 });
    await restart();
    expect((await run.client.getTraining({}, TENANT)).training?.state).toBe(TrainingState.FAILED);
    expect(await begun.all()).toEqual([]);
    expect((await run.client.listModels({}, TENANT)).models).toHaveLength(1);
  });
});
