import { timestampDate, timestampMs } from '@bufbuild/protobuf/wkt';
import { Code } from '@connectrpc/connect';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DAY_MS } from '@perennial/calendar';
import type { CustomerChannel } from '@perennial/contracts/gen/perennial/prediction/v1/channel_pb';
import { behaviourMessage, consentMessage, orderMessage } from '@perennial/live/testing';
import { forTenant } from '@perennial/runtime';
import { simulate } from '@perennial/sample-shop';
import { type Bench, openBench, type Run, TENANT } from '../testing/prediction-fixture.ts';
import { sampleBehaviour } from '../testing/sample-behaviour.ts';
import { SampleOrders } from '../testing/sample-orders.ts';

const UNTIL = Date.UTC(2025, 5, 15);
const NOW = UNTIL + DAY_MS / 2;
const NEW_SHOP = forTenant('new-shop');

let bench: Bench;
let run: Run;

beforeAll(async () => {
  bench = await openBench(NOW);
  run = bench.run();
  await run.start();
  const orders = new SampleOrders();
  const past = simulate({ seed: 5, customers: 600, fromMs: UNTIL - 300 * DAY_MS, toMs: UNTIL });
  await run.take([...past].flatMap((item) => [...orders.messagesOf(item), ...sampleBehaviour(item)]));
}, 60_000);
afterAll(async () => {
  await run.stop();
  await bench.close();
});

/** All pages. */
async function listed(request: {
  channel?: string;
  orderBy?: string;
  pageSize?: number;
}): Promise<CustomerChannel[]> {
  const rows: CustomerChannel[] = [];
  let pageToken = '';
  do {
    const page = await run.channels.listCustomerChannels({ ...request, pageToken }, TENANT);
    rows.push(...page.customers);
    pageToken = page.nextPageToken;
  } while (pageToken !== '');
  return rows;
}

describe('the best channel of the sample shop (PRED-11, PRED-15, PRED-20)', () => {
  test('is one that the customer allows, the likeliest of those', async () => {
    const [{ customerId }] = await listed({});
    const { best, bestSource, channels, basis } = await run.channels.getCustomerChannels(
      { customerId },
      TENANT,
    );
    const allowed = channels.filter(({ kind, consent }) => kind !== 'arrival' && consent === 'allowed');
    expect(best?.channel).toBe(allowed[0]?.channel);
    expect(best?.chanceOfBest).toBeGreaterThan(0);
    expect(bestSource?.channel).not.toBe('');
    expect(basis?.cell).toMatch(/^(no_order|(one|few|many)_(recent|lapsed))$/);
    const shares = channels.map(({ probability }) => probability?.share ?? Number.NaN);
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
    for (const { probability } of channels) {
      expect(probability?.low).toBeLessThanOrEqual(probability?.share ?? 0);
      expect(probability?.high).toBeGreaterThanOrEqual(probability?.share ?? 1);
    }
  });

  test('comes with what all customers did, by channel and cell', async () => {
    const { channels, customers, unreachableCustomers } = await run.channels.getChannelSummary({}, TENANT);
    const names = channels.map(({ channel }) => channel);
    expect(names).toEqual(expect.arrayContaining(['adv', 'direct', 'email', 'referral', 'search', 'social']));
    const best = channels.reduce((sum, { bestOfCustomers }) => sum + bestOfCustomers, 0n);
    expect(best).toBe(customers - unreachableCustomers);
    for (const { figures, cells, rate } of channels) {
      const contacts = cells.reduce((sum, cell) => sum + (cell.figures?.contacts ?? 0n), 0n);
      expect(contacts).toBe(figures?.contacts);
      expect(figures?.conversions).toBeLessThanOrEqual(figures?.contacts ?? 0n);
      expect(rate?.low).toBeLessThanOrEqual(rate?.high ?? 0);
    }
  });

  test('is listed for every customer once, in order, through pages', async () => {
    const all = await listed({ pageSize: 50 });
    const ids = all.map(({ customerId }) => customerId);
    expect(new Set(ids).size).toBe(ids.length);
    const { customers, unreachableCustomers } = await run.channels.getChannelSummary({}, TENANT);
    expect(BigInt(ids.length)).toBe(customers - unreachableCustomers);
    const chances = all.map(({ best }) => best?.probability ?? Number.NaN);
    expect(chances).toEqual(chances.toSorted((a, b) => b - a));
    expect(all.every(({ estimate }) => estimate?.consent === 'allowed')).toBe(true);
    const mailed = await listed({ channel: 'email', orderBy: 'customer_id' });
    expect(mailed.map(({ customerId }) => customerId)).toEqual(
      all.flatMap(({ customerId, best }) => (best?.channel === 'email' ? [customerId] : [])).sort(),
    );
  });

  test('explores by chance, the same with the same seed', async () => {
    const { customers } = await run.channels.listCustomerChannels({ pageSize: 30 }, TENANT);
    const both = await Promise.all(
      customers.map(({ customerId }) => run.channels.getCustomerChannels({ customerId }, TENANT)),
    );
    const withChoice = both.findIndex(
      ({ channels }) =>
        channels.filter(({ kind, consent }) => kind === 'message' && consent === 'allowed').length > 1,
    );
    const customerId = customers[withChoice]?.customerId ?? '';
    const chosenWith = async (exploreSeed: number): Promise<string | undefined> =>
      (await run.channels.getCustomerChannels({ customerId, exploreSeed }, TENANT)).best?.channel;
    const seeds = Array.from({ length: 20 }, (_, seed) => seed);
    const chosen = await Promise.all(seeds.map(chosenWith));
    expect(await Promise.all(seeds.map(chosenWith))).toEqual(chosen);
    expect(new Set(chosen).size).toBeGreaterThan(1);
  });

  test('is refused for words and customers that are not known', async () => {
    const refused = (call: Promise<unknown>, code: Code, rawMessage: string) =>
      expect(call).rejects.toMatchObject({ code, rawMessage: expect.stringContaining(rawMessage) });
    await refused(
      run.channels.getCustomerChannels({ customerId: 'nobody' }, TENANT),
      Code.NotFound,
      'nobody',
    );
    const orderBy = 'age';
    await refused(run.channels.listCustomerChannels({ orderBy }, TENANT), Code.InvalidArgument, 'order_by');
  });
});

describe('the best moment of the sample shop (PRED-23)', () => {
  test('is an hour and a day with the next time that they come', async () => {
    const [{ customerId }] = await listed({});
    const { moment } = await run.channels.getCustomerMoment({ customerId }, TENANT);
    const next = moment?.nextTime;
    if (next === undefined) throw new Error('no moment was told');
    expect(timestampDate(next).getUTCHours()).toBe(moment?.hour?.slot);
    expect((timestampDate(next).getUTCDay() + 6) % 7).toBe(moment?.weekday?.slot);
    expect(timestampMs(next)).toBeGreaterThan(NOW);
  });

  test('is in the evening for all together, when they visit most', async () => {
    const { hours, weekdays, moments } = await run.channels.getMomentSummary({}, TENANT);
    expect(hours.indexOf(Math.max(...hours))).toBe(21);
    expect(hours.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
    expect(weekdays.length).toBe(7);
    expect(moments).toBeGreaterThan(1_000n);
  });
});

describe('a new shop', () => {
  const ann = { tenant: 'new-shop', customerId: 'ann' };
  const channels = () => run.channels.getCustomerChannels({ customerId: 'ann' }, NEW_SHOP);

  test('has an answer for its first customer, and says how little it knows', async () => {
    await run.take([orderMessage({ ...ann, orderId: 'first', netMinor: 900, timeMs: NOW - DAY_MS })]);
    const unasked = await channels();
    expect(unasked.best).toBeUndefined();
    expect(unasked.missing.map(({ what }) => what)).toEqual(['consent', 'contacts']);
    const said = { ...ann, topic: 'newsletter', timeMs: NOW - DAY_MS };
    await run.take([
      consentMessage({ ...said, channel: 'email', granted: true }),
      consentMessage({ ...said, channel: 'sms', granted: true }),
    ]);
    const { best, channels: told } = await channels();
    expect(best).toMatchObject({ channel: 'email', sureness: 'not_sure' });
    const width = (told[0]?.probability?.high ?? 0) - (told[0]?.probability?.low ?? 0);
    expect(width).toBeGreaterThan(0.3);
  });

  test('goes by consent as it is now, and by the topic that is asked about', async () => {
    const customerId = 'ann';
    const offers = await run.channels.getCustomerChannels({ customerId, topic: 'offers' }, NEW_SHOP);
    expect(offers.best).toBeUndefined();
    const said = { ...ann, topic: 'all', timeMs: NOW - 1_000, granted: false };
    await run.take([consentMessage({ ...said, channel: 'email' })]);
    expect((await channels()).best).toMatchObject({ channel: 'sms', sureness: 'only' });
  });

  test("knows a moment from the first one on, by the customer's own past as it is now", async () => {
    await run.take([behaviourMessage({ ...ann, name: 'message_opened', timeMs: NOW - 5_000 })]);
    await run.moveTo(NOW + DAY_MS / 2);
    const { moment } = await run.channels.getCustomerMoment({ customerId: 'ann' }, NEW_SHOP);
    expect(moment?.hour?.ownInAll).toBe(2n);
    expect(moment?.hour?.sureness).toBe('not_sure');
  });
});
