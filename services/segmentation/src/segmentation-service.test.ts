import { timestampFromMs, timestampMs } from '@bufbuild/protobuf/wkt';
import { Code } from '@connectrpc/connect';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { forTenant } from '@perennial/runtime';
import { condition, segment, text } from './testing/audiences.ts';
import { type Bench, createSegment, membersOf, openBench, TENANT } from './testing/segmentation-fixture.ts';
import { daysAgo, NOW_MS, order, product, smallShop } from './testing/small-shop.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench(NOW_MS);
  bench.take(smallShop());
});
afterEach(() => bench.close());

const FANS = 'bought(brand = "Lego") sum > 300 EUR in last 6 months';

describe('PreviewSegment', () => {
  test('counts every node exactly, and how members can be reached (DSEG-16, DSEG-18)', async () => {
    const audience = condition(`(${FANS} or not ordered()) and not ordered(paid is true)`);
    const preview = await bench.client.previewSegment({ audience }, TENANT);
    expect(preview.nodes.map(({ path, depth, count }) => [path, depth, Number(count)])).toEqual([
      ['', 0, 2],
      ['all[0]', 1, 2],
      ['all[0].any[0]', 2, 1],
      ['all[0].any[1]', 2, 1],
      ['all[0].any[1].not', 3, 2],
      ['all[1]', 1, 2],
      ['all[1].not', 2, 1],
    ]);
    expect(preview).toMatchObject({ count: 2n, allCustomers: 3n });
    expect(preview.reach).toMatchObject({ email: 1n, sms: 1n, push: 0n, suppressed: 0n, anonymous: 0n });
    expect(preview.basis).toMatchObject({ factsPosition: 9n, definitionVersion: 0n });
    expect(preview.text).toContain('bought(brand = "Lego")');
  });

  test('who denied and can be reached nowhere is suppressed', async () => {
    const { reach } = await bench.client.previewSegment({ audience: condition('everyone') }, TENANT);
    expect(reach).toMatchObject({ email: 1n, sms: 1n, suppressed: 1n });
  });

  test('answers for any past instant (DSEG-1)', async () => {
    const at = timestampFromMs(daysAgo(50));
    const { count } = await bench.client.previewSegment({ audience: condition('ordered()'), at }, TENANT);
    expect(count).toBe(1n);
  });

  test('gives the tree, which asks the same', async () => {
    const {
      tree,
      count,
      text: canonical,
    } = await bench.client.previewSegment({ audience: condition(FANS) }, TENANT);
    if (tree === undefined) throw new Error('the answer has no tree');
    const form = { form: { case: 'tree' as const, value: tree } };
    const again = await bench.client.previewSegment(
      { audience: { audience: { case: 'condition', value: form } } },
      TENANT,
    );
    expect([again.count, again.text]).toEqual([count, canonical]);
  });

  test('a malformed text is refused at its character, with the word that was meant', async () => {
    const refused = bench.client.previewSegment({ audience: condition('bougth(brand = "Lego")') }, TENANT);
    await expect(refused).rejects.toMatchObject({
      code: Code.InvalidArgument,
      rawMessage: expect.stringMatching(/bought/),
    });
  });

  test('warns of a text that nothing told so far has, at its node and character', async () => {
    const sent = 'not ordered() or  bought(brand = "Leggo")';
    const preview = await bench.client.previewSegment({ audience: condition(sent) }, TENANT);
    const [unknown, ...more] = preview.unknownTexts;
    expect(unknown).toMatchObject({
      ...{ path: 'any[1]', what: 'brand', text: 'Leggo', suggestions: ['Lego'] },
      message: 'no product bought or viewed so far has the brand "Leggo"; did you mean "Lego"?',
      excerpt: `${sent}\n${' '.repeat(33)}^^^^^^^`,
    });
    expect(sent.slice(unknown?.offset, (unknown?.offset ?? 0) + (unknown?.length ?? 0))).toBe('"Leggo"');
    expect([preview.count, more]).toEqual([1n, []]);
  });

  test('shows where an unknown text of a saved segment stands in the canonical text', async () => {
    await createSegment(bench, 'typo', 'bought(category = "Dols")');
    const { text: canonical, unknownTexts } = await bench.client.previewSegment(
      { audience: segment('typo') },
      TENANT,
    );
    const [{ offset = 0, length = 0 } = {}] = unknownTexts;
    expect(canonical.slice(offset, offset + length)).toBe('"Dols"');
    bench.take([product('doll', 'Ida', ['Dols'], NOW_MS - 1)]);
    expect(await bench.client.previewSegment({ audience: segment('typo') }, TENANT)).toMatchObject({
      count: 1n,
      unknownTexts: [],
    });
  });

  test('is empty for another tenant', async () => {
    const { allCustomers } = await bench.client.previewSegment(
      { audience: condition('everyone') },
      forTenant('other'),
    );
    expect(allCustomers).toBe(0n);
  });
});

describe('ListMembers', () => {
  test('orders by figures, and shows them', async () => {
    const page = await bench.client.listMembers(
      { audience: condition('everyone'), orderBy: 'net_minor' },
      TENANT,
    );
    expect(page.members).toMatchObject([
      { customerId: 'ann', orders: 3n, netMinor: 45_000n },
      { customerId: 'bob', orders: 1n, netMinor: 5_000n },
      { customerId: 'cid', orders: 0n },
    ]);
    expect(page.members[2]?.lastOrderTime).toBeUndefined();
  });

  test('all pages show the instant of the first one while data moves', async () => {
    const asked = { audience: condition('ordered()'), orderBy: 'net_minor', pageSize: 1 };
    const first = await bench.client.listMembers(asked, TENANT);
    bench.nowMs += 60_000;
    bench.take([order('cid', 's|9', bench.nowMs - 1, { amountMinor: 7_000 })]);
    const second = await bench.client.listMembers({ ...asked, pageToken: first.nextPageToken }, TENANT);
    expect(second.members.map(({ customerId }) => customerId)).toEqual(['bob']);
    expect([second.totalCount, second.nextPageToken]).toEqual([2n, '']);
    expect(second.basis?.at).toEqual(first.basis?.at);
    expect((await bench.client.listMembers(asked, TENANT)).totalCount).toBe(3n);
  });

  test('a token opens no other list', async () => {
    const asked = { audience: condition('everyone'), pageSize: 1 };
    const { nextPageToken: pageToken } = await bench.client.listMembers(asked, TENANT);
    const other = { ...asked, audience: condition('ordered()'), pageToken };
    await expect(bench.client.listMembers(other, TENANT)).rejects.toMatchObject({
      code: Code.InvalidArgument,
    });
    await expect(bench.client.listMembers({ ...asked, pageToken }, forTenant('other'))).rejects.toMatchObject(
      {
        code: Code.InvalidArgument,
      },
    );
  });
});

describe('one customer', () => {
  test('is told why, since when, and until when', async () => {
    const answer = await bench.client.explainCustomer(
      { audience: condition(FANS), customerId: 'ann' },
      TENANT,
    );
    expect(answer).toMatchObject({ member: true, currency: 'EUR' });
    expect(answer.since && timestampMs(answer.since)).toBe(daysAgo(10));
    expect(answer.nodes).toMatchObject([
      {
        path: '',
        holds: true,
        actual: 35_000,
        low: 30_000,
        evidenceCount: 2n,
        evidence: [
          { kind: 'line', role: 'match', orderKey: 's|2', productId: 'brick', amountMinor: 20_000n },
          { orderKey: 's|3' },
        ],
      },
    ]);
    const until = answer.validUntil && timestampMs(answer.validUntil);
    expect(until).toBeGreaterThan(NOW_MS);
    bench.nowMs = (until ?? 0) - 1;
    expect(await membersOf(bench, condition(FANS))).toEqual(['ann']);
    bench.nowMs = until ?? 0;
    expect(await membersOf(bench, condition(FANS))).toEqual([]);
  });

  test('EvaluateCustomer says the same, and who is nobody is not found', async () => {
    const audience = condition(FANS);
    const bob = await bench.client.evaluateCustomer({ audience, customerId: 'bob' }, TENANT);
    expect([bob.member, bob.validUntil]).toEqual([false, undefined]);
    const nobody = bench.client.evaluateCustomer({ audience, customerId: 'dee' }, TENANT);
    await expect(nobody).rejects.toMatchObject({ code: Code.NotFound });
  });
});

describe('GetSizeHistory', () => {
  test('shows days before it was defined, in the tenant’s days (DSEG-23)', async () => {
    const { points } = await bench.client.getSizeHistory(
      { audience: condition('ordered()'), days: 30 },
      TENANT,
    );
    expect(points).toHaveLength(31);
    expect(points[0]).toMatchObject({ date: '2026-06-16', count: 1n });
    expect(points.at(-2)).toMatchObject({ date: '2026-07-15', count: 2n });
    expect(points.filter(({ count }) => count === 1n).at(-1)?.date).toBe('2026-06-25');
  });
});

describe('DiffEdit', () => {
  test('shows who would enter and leave, before it is saved', async () => {
    await createSegment(bench, 'buyers', 'ordered()');
    const asked = { segmentId: 'buyers', condition: text('not ordered(paid is true)') };
    const diff = await bench.client.diffEdit(asked, TENANT);
    expect(diff).toMatchObject({ entering: 1n, leaving: 1n, staying: 1n, nextPageToken: '' });
    expect(diff.members).toMatchObject([
      { customerId: 'cid', enters: true },
      { customerId: 'bob', enters: false },
    ]);
    expect(diff.basis?.definitionVersion).toBe(1n);
    expect(await membersOf(bench, segment('buyers'))).toEqual(['ann', 'bob']);
  });
});

describe('ExportMembers', () => {
  test('writes CSV that no spreadsheet runs', async () => {
    const columns = ['customer_id', 'first_name', 'net', 'attribute:address.country'];
    let csv = '';
    for await (const piece of bench.client.exportMembers(
      { audience: condition('everyone'), columns },
      TENANT,
    ))
      csv += new TextDecoder().decode(piece.csv);
    expect(csv).toBe(
      `customer_id,first_name,net,attribute:address.country\r\nann,'=cmd(),450.00,\r\nbob,,50.00,\r\ncid,,0.00,DE\r\n`,
    );
  });
});
