import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DAY_MS, ZoneTime } from '@perennial/calendar';
import { type Condition, parseCondition } from '@perennial/conditions';
import { Facts, type OrderRecord, sourceFact } from '@perennial/facts';
import { defaultSchemes } from '@perennial/scores';
import { sizeHistory } from '../../history/size-history.ts';
import { noBits } from '../../scan/bits.ts';
import { scanCondition } from '../../scan/scan-condition.ts';
import { shardScan } from '../../scan/shard-scan.ts';
import { FactsScores } from '../../scores/facts-scores.ts';
import { knownReaders, threeGroups } from '../../testing/known-readers.ts';
import { Portions } from '../portions.ts';
import { VerdictTurns } from '../verdict-turns.ts';
import type { WalkSharer } from './walk-sharer.ts';
import { WalkThread } from './walk-thread.ts';

const CUSTOMERS = 40;
const DAYS = Array.from({ length: 30 }, (_, day) => day * DAY_MS);
const CONDITIONS = [
  'only ordered(has(brand = "Lego"))',
  'ordered(source = email) days >= 2',
  'ordered() last more than 5 days ago',
  'ordered() count >= 2 and not ordered() in last 3 days',
  'stage = repeat_buyer',
  'rfm(default) recency = short',
].map((text): Condition => parseCondition(text, { currency: 'EUR', minorPerUnit: 100 }));

const facts = new Facts();
const zone = new ZoneTime('Europe/Berlin');
const scores = new FactsScores({ facts, zone, schemes: defaultSchemes(100) });
const context = { facts, zone, ...knownReaders(facts, threeGroups(1, 0, 1)), scores };
let thread: WalkThread;
let shared = 0;
/** Leaves everything to the thread. */
const walkSharer: WalkSharer = {
  begin(walk, scan, locals) {
    const portions = thread.begin(walk, scan, locals);
    shared += Number(portions !== undefined);
    return portions && new Portions(0);
  },
  finish: (turns, unsure) => thread.finish(turns, unsure),
};

beforeAll(async () => {
  thread = new WalkThread(facts.columns(), 2);
  await thread.ready();
});

afterAll(() => thread.close());

function tellBrand(productId: string, brand: string, time: number): void {
  const said = { productId, brand, authority: 'catalogue', time, recordedTime: time } as const;
  facts.apply({ kind: 'product', eventId: `${productId} ${time}`, ...said });
}

/** Of one product more with each step. */
function order(customer: number, day: number, step: number): OrderRecord {
  const customerId = `c${customer}`;
  const time = day * DAY_MS;
  const productId = `p${(customer + day) % (3 + step)}`;
  return {
    ...{ kind: 'order', customerId, node: `user:${customerId}`, orderKey: `${customerId} ${day}`, time },
    ...{ recordedTime: time, version: { updatedTime: time, tie: '' }, netMinor: 500 },
    ...{ channel: 'web', storeId: '', storeKind: 'online', coupon: '', currency: 'EUR' },
    source: sourceFact({ sourceClass: customer % 2 === 0 ? 'email' : 'adv' }),
    lines: [{ productId, quantity: 1, amountMinor: 500 }],
  };
}

async function answers(sharer?: WalkSharer): Promise<unknown[]> {
  const asked = { ...context, walkSharer: sharer };
  const all: unknown[] = [];
  for (const condition of CONDITIONS) {
    all.push(await sizeHistory(condition, asked, DAYS));
    all.push((await scanCondition(condition, asked, { at: DAYS[20] ?? 0 })).list());
  }
  return all;
}

test('two threads find what one finds, as orders and products change and rows are merged', async () => {
  const seen = new Set<string>();
  for (let step = 0; step < 6; step += 1) {
    for (let customer = 0; customer < CUSTOMERS; customer += 1)
      if ((customer + step) % 3 !== 0) facts.apply(order(customer, step * 4 + (customer % 5), step));
    tellBrand(`p${step % 3}`, step < 3 ? 'Lego' : 'Other', step);
    tellBrand(`p${step + 2}`, 'Lego', step);
    if (step % 2 === 1) facts.mergeDelta();
    const alone = await answers();
    expect(await answers(walkSharer)).toEqual(alone);
    expect(await answers(thread)).toEqual(alone);
    seen.add(JSON.stringify(alone));
  }
  expect(seen.size).toBe(6);
  expect(shared).toBeGreaterThan(6 * CONDITIONS.length);
});

test('what fails in the thread is told, and the next walk is shared all the same', async () => {
  const question = { kind: 'joint', condition: { kind: 'tag', tag: 'vip' } } as const;
  const [shard] = facts.columns().shards;
  if (shard === undefined) throw new Error('there are no customers');
  const scan = shardScan(shard, { at: 0 });
  const locals = Uint16Array.from({ length: CUSTOMERS }, (_, local) => local);
  expect(thread.begin({ question, instants: Float64Array.of(0), zone }, scan, locals)).toBeDefined();
  expect(() => thread.finish(new VerdictTurns(), noBits())).toThrow('no walk answers the question');
  shared = 0;
  expect(await answers(walkSharer)).toEqual(await answers());
  expect(shared).toBeGreaterThan(0);
});

test('walks go on alone when the thread is gone', async () => {
  const alone = await answers();
  await thread.close();
  shared = 0;
  expect(await answers(walkSharer)).toEqual(alone);
  expect(shared).toBe(0);
});

test('a process ends although a thread waits for work', async () => {
  const script = fileURLToPath(new URL('../../testing/waiting-thread.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script], { timeout: 30_000 });
  expect(stdout).toBe('ready');
});
