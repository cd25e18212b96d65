import { fromBinary } from '@bufbuild/protobuf';
import { Code, ConnectError } from '@connectrpc/connect';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DAY_MS } from '@perennial/calendar';
import {
  Cause,
  type PredictionMoved,
  PredictionMovedSchema,
} from '@perennial/contracts/gen/perennial/changes/v1/changes_pb';
import { orderMessage, until } from '@perennial/live/testing';
import { type Bench, openBench, type Run, TENANT } from './testing/prediction-fixture.ts';
import { quickTraining } from './testing/quick-training.ts';
import { simulatedOrders } from './testing/simulated-shop.ts';

const NOW = Date.UTC(2025, 5, 15, 12);
const CUSTOMERS = 600;
const NEWCOMERS = 5;
const BAND_WITHIN_MS = 1_000;

let bench: Bench;
let run: Run;

beforeAll(async () => {
  // Midnights alone ring: no training moves a band.
  const isHeard = (atMs: number): boolean => atMs % DAY_MS === 0;
  bench = await openBench(NOW, { train: quickTraining(), isHeard });
  run = bench.run();
  await run.start();
  await run.take(simulatedOrders({ customers: CUSTOMERS, days: 400, untilMs: NOW, seed: 6 }));
  await run.train();
});
afterAll(async () => {
  await run.stop();
  await bench.close();
});

/** Undefined before the customer's first event is worked in. */
async function churnBandOf(customerId: string): Promise<string | undefined> {
  try {
    const { prediction } = await run.client.getCustomerPrediction({ customerId }, TENANT);
    return prediction?.churnBand;
  } catch (error) {
    if (error instanceof ConnectError && error.code === Code.NotFound) return undefined;
    throw error;
  }
}

/** What was told from a place on, once it has come to those bands. */
async function told(from: number, bands: ReadonlyMap<string, string>): Promise<PredictionMoved[]> {
  let moves: PredictionMoved[] = [];
  await until('all moves are told', async () => {
    const messages = (await bench.changes()).slice(from);
    moves = messages.map(({ data }) => fromBinary(PredictionMovedSchema, data));
    const last = lastBands(moves);
    return [...bands].every(([customerId, band]) => last.get(customerId) === band);
  });
  return moves;
}

function lastBands(moves: readonly PredictionMoved[]): Map<string, string> {
  return new Map(moves.map(({ customerId, toBand }) => [customerId, toBand]));
}

async function churnBands(): Promise<Map<string, string>> {
  const { predictions } = await run.client.listPredictions({ pageSize: 1000 }, TENANT);
  return new Map(predictions.map(({ customerId, churnBand }) => [customerId, churnBand]));
}

test('a new customer has bands within a second of the first order, and that is told (PRED-8)', async () => {
  const tookMs: number[] = [];
  for (let place = 0; place < NEWCOMERS; place += 1) {
    const customerId = `newcomer-${place}`;
    expect(await churnBandOf(customerId)).toBeUndefined();
    const order = orderMessage({ customerId, orderId: customerId, netMinor: 4_000, timeMs: NOW });
    const orderedAtMs = performance.now();
    await bench.publish([order]);
    await until(`${customerId} is predicted`, async () => (await churnBandOf(customerId)) !== undefined);
    tookMs.push(performance.now() - orderedAtMs);
  }
  expect(Math.max(...tookMs)).toBeLessThan(BAND_WITHIN_MS);
  const newcomers = new Map([...(await churnBands())].filter(([customerId]) => customerId.startsWith('new')));
  expect(newcomers.size).toBe(NEWCOMERS);
  const moves = await told(0, newcomers);
  expect(moves).toHaveLength(NEWCOMERS);
  for (const move of moves) expect(move).toMatchObject({ fromBand: 'none', cause: Cause.EVENT });
});

test('bands move by the passing of days alone, and each move is told with the day it came (PRED-8)', async () => {
  const before = await churnBands();
  const eventsBefore = (await bench.bus.state('EVENTS')).lastSequence;
  await run.moveTo(NOW + 60 * DAY_MS);
  const after = await churnBands();
  expect((await bench.bus.state('EVENTS')).lastSequence).toBe(eventsBefore);
  const moved = new Map([...after].filter(([customerId, band]) => before.get(customerId) !== band));
  expect(moved.size).toBeGreaterThan(CUSTOMERS / 20);
  const moves = await told(NEWCOMERS, moved);
  expect(new Set(moves.map(({ cause }) => cause))).toEqual(new Set([Cause.TIME]));
  expect(lastBands(moves)).toEqual(moved);
});
