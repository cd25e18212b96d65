import { timestampMs } from '@bufbuild/protobuf/wkt';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { FactRecord } from '@perennial/facts';
import { condition } from './testing/audiences.ts';
import { type Bench, membersOf, openBench, TENANT } from './testing/segmentation-fixture.ts';
import { smallChannels } from './testing/small-channels.ts';
import { daysAgo, NOW_MS, order, smallShop } from './testing/small-shop.ts';

const DAY_MS = 86_400_000;

describe('the best channel as a condition (PRED-11, PRED-15)', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await openBench(NOW_MS);
    bench.take(smallShop());
    bench.take([said('ann', { 'consent.sms.all': true })]);
    bench.channels = smallChannels(1);
  });
  afterEach(() => bench.close());

  function said(customerId: string, values: Record<string, boolean>, time = daysAgo(100)): FactRecord {
    const fact = { customerId, node: `user:${customerId}`, time, recordedTime: time };
    return { kind: 'attributes', ...fact, eventId: `c-${customerId}-${time}`, values };
  }

  const explained = async (customerId: string, text: string) =>
    await bench.client.explainCustomer({ audience: condition(text), customerId }, TENANT);

  test('is one that the customer allows, the likeliest of those', async () => {
    expect(await membersOf(bench, condition('best channel = sms'))).toEqual(['ann', 'cid']);
    expect(await membersOf(bench, condition('best channel = email'))).toEqual([]);
    expect(await membersOf(bench, condition('best channel in (email, sms)'))).toEqual(['ann', 'cid']);
    expect(await membersOf(bench, condition('best channel is unset'))).toEqual(['bob']);
    expect(await membersOf(bench, condition('not best channel is set'))).toEqual(['bob']);
    bench.channels = smallChannels(2, true);
    expect(await membersOf(bench, condition('best channel = email'))).toEqual(['ann']);
  });

  test('is never one that the customer takes back, from that instant on', async () => {
    bench.take([said('ann', { 'consent.sms.all': false }, NOW_MS - 1)]);
    expect(await membersOf(bench, condition('best channel = sms'))).toEqual(['cid']);
    expect(await membersOf(bench, condition('best channel = email'))).toEqual(['ann']);
    bench.take([said('ann', { 'consent.email.all': false }, NOW_MS - 1)]);
    expect(await membersOf(bench, condition('best channel is set'))).toEqual(['cid']);
  });

  test('holds until the last order is no longer recent', async () => {
    bench.take([order('ann', 's|9', daysAgo(10))]);
    const { member, validUntil } = await explained('ann', 'best channel = sms');
    expect(member).toBe(true);
    expect(validUntil && timestampMs(validUntil)).toBe(daysAgo(10) + 90 * DAY_MS + 1);
  });

  test('is explained by its name, or by what is missing', async () => {
    const [ofAnn] = (await explained('ann', 'best channel = email')).nodes;
    expect(ofAnn).toMatchObject({ holds: false, actualText: 'sms', missing: '' });
    const [ofBob] = (await explained('bob', 'best channel = email')).nodes;
    expect(ofBob).toMatchObject({ holds: false, missing: 'channel_consent' });
    bench.channels = undefined;
    for (const text of ['best channel = sms', 'best channel is set', 'best channel is unset']) {
      expect((await explained('ann', text)).nodes[0]).toMatchObject({
        ...{ holds: false, missing: 'channel_model' },
      });
      expect(await membersOf(bench, condition(text))).toEqual([]);
    }
  });
});
