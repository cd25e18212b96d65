import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CustomersService } from '@perennial/contracts/gen/perennial/ingestion/v1/customers_service_pb';
import { runPerennial } from './testing/run-perennial.ts';
import { TestStandalone } from './testing/test-standalone.ts';
import { until } from './testing/until.ts';

let shop: TestStandalone;
const segments = (...words: string[]) => runPerennial(shop.dataDirectory, ['segments', ...words]);

const FANS = 'bought(brand = "Lego") sum > 300 EUR in last 6 months';

beforeAll(async () => {
  shop = await TestStandalone.start();
  const time = new Date(Date.now() - 60_000).toISOString();
  const line = (brand: string, price: string) => ({ product_id: brand, brand, quantity: 1, price });
  await shop.post('/v1/orders', { order_id: '1', user_id: 'u-1', time, lines: [line('Lego', '310.00')] });
  await shop.post('/v1/orders', { order_id: '2', user_id: 'u-2', time, lines: [line('Ida', '5.00')] });
  await until('both orders can be asked for', async () => {
    const { out } = await segments('count', 'ordered()', '--json');
    return out !== '' && JSON.parse(out).count === '2' ? true : undefined;
  });
  await until('the profiles are there', async () => {
    const { customers } = await shop.connection.client(CustomersService).listCustomers({});
    return customers.length === 2 ? true : undefined;
  });
}, 60_000);
afterAll(() => shop.end());

describe('segments count', () => {
  test('prints the tree with a number at each node (DSEG-18)', async () => {
    const { code, out } = await segments('count', `${FANS} or not ordered()`);
    expect(code).toBe(0);
    expect(out).toContain('1 of 2 customers');
    expect(out).toMatch(/any of +1\n/);
    expect(out).toMatch(/ {2}bought\(brand = "Lego"\).* sum > 300 EUR in last 6 months +1\n/);
    expect(out).toMatch(/ {2}not +0\n {4}ordered\(\) +2/);
  });

  test('points at the character that is wrong, and names the word that was meant', async () => {
    const { code, error } = await segments('count', 'not bougth(brand = "Lego")');
    expect(code).toBe(1);
    expect(error).toMatch(/not bougth\(brand = "Lego"\)\n +\^+\n/);
    expect(error).toContain('bought');
    expect(error.match(/did you mean/g)).toHaveLength(1);
  });

  test('says which ids there may be where a name can only be meant as one', async () => {
    for (const words of [
      ['count', 'Big Spenders'],
      ['create', 'Big Spenders', 'ordered()'],
    ]) {
      const { code, error } = await segments(...words);
      expect([code, error]).toEqual([
        1,
        '✗ segment id must be 1 to 63 of the characters a-z, 0-9, - and _; did you mean big-spenders?\n',
      ]);
    }
  });

  test('speaks of commands where something is not there', async () => {
    expect((await segments('count', 'no-such-segment')).error).toMatch(
      /there is no segment no-such-segment\n .*`perennial segments list`/,
    );
    expect((await segments('list')).out).toContain('`perennial segments create`');
    const nowhere = await segments('count', '--file', 'no-such-file');
    expect([nowhere.code, nowhere.error]).toEqual([1, expect.stringMatching(/no-such-file cannot be read/)]);
    expect((await segments('members', 'nobody')).out).toContain('`perennial segments count`');
  });

  test('takes a condition from a file, or a segment, and one of them only', async () => {
    const file = join(shop.dataDirectory, 'condition.txt');
    await writeFile(file, `${FANS}\n`);
    const counted = await segments('count', '--file', file, '--json');
    expect(JSON.parse(counted.out)).toMatchObject({ count: '1', nodes: [{ path: '', count: '1' }] });
    expect((await segments('count', 'everyone', '--file', file)).code).toBe(2);
    expect((await segments('count')).code).toBe(2);
    expect((await segments('count', 'builtin-store-online')).code).toBe(0);
    expect((await segments('count', 'no-such-segment')).code).toBe(4);
  });
});

describe('what does not exist yet', () => {
  test('is told beside the count, with what to do (PRED-22)', async () => {
    const { code, out } = await segments('count', 'ordered() and prediction(churn) = high');
    expect(code).toBe(0);
    expect(out).toMatch(/prediction\(churn\) = high +0 +missing: model/);
    expect(out).toMatch(/no model is trained yet; .*perennial predict train/);
    const { basis } = JSON.parse((await segments('count', 'affinity group = 1', '--json')).out);
    expect(basis.missing).toMatchObject([
      { what: 'groups', fix: expect.stringContaining('recommend groups') },
    ]);
    expect((await segments('members', 'prediction(churn) = high')).out).toContain('no model is trained yet');
  });
});

describe('a text that nothing told so far has', () => {
  test('is told beside the count, with the nearest one and its place', async () => {
    const { code, out } = await segments('count', 'ordered() and bought(brand = "Leggo")');
    expect(code).toBe(0);
    expect(out).toMatch(/\ncondition +customers *\nall of +0 *\n/);
    expect(out).toMatch(/bought\(brand = "Leggo"\) over all orders +0 +unknown: "Leggo"\n/);
    expect(out).toContain('has the brand "Leggo"; did you mean "Lego"?\n');
    expect(out).toMatch(/\n {2}ordered\(\) and bought\(brand = "Leggo"\)\n {31}\^{7}\n/);
    const { unknownTexts } = JSON.parse((await segments('count', 'tag(x)', '--json')).out);
    expect(unknownTexts).toMatchObject([{ what: 'tag', text: 'x' }]);
  });
});

describe('a segment', () => {
  test('is created, shown, changed, cloned, grouped, and removed when nothing names it', async () => {
    expect((await segments('create', 'fans', FANS, '--name', 'Fans')).code).toBe(0);
    const changed = await segments('update', 'fans', '--description', 'Write to them', '--json');
    expect(JSON.parse(changed.out)).toMatchObject({
      segment: { name: 'Fans', description: 'Write to them', version: '1' },
    });
    expect((await segments('clone', 'builtin-store-online', 'online')).code).toBe(0);
    expect((await segments('groups', 'create', 'both', 'fans', 'online')).code).toBe(0);
    expect((await segments('show', 'fans')).out).toMatch(/^segment +fans/);
    expect((await segments('list')).out).toMatch(/fans[\s\S]*online/);
    expect((await segments('groups', 'list')).out).toContain('fans, online');
    const used = await segments('delete', 'fans');
    expect([used.code, used.error]).toEqual([1, expect.stringContaining('group both')]);
    expect((await segments('groups', 'delete', 'both')).code).toBe(0);
    expect((await segments('delete', 'fans')).code).toBe(0);
    expect((await segments('show', 'fans')).code).toBe(4);
  });

  test('tells who is in it, why, and since when', async () => {
    await segments('create', 'why', FANS);
    expect((await segments('members', 'why', '--order-by', 'net_minor')).out).toContain('€310.00');
    const { out } = await segments('explain', 'u-1', 'why');
    expect(out).toMatch(/is in it since .* until /);
    expect(out).toMatch(/✓.*bought[\s\S]*line.*Lego.*€310\.00/);
    expect((await segments('explain', 'u-2', 'why')).out).toContain('is not in it');
    const own = await segments('of', 'u-1');
    expect([own.code, own.out]).toEqual([0, expect.stringMatching(/why +– +\d{4}-.* \d{4}-/)]);
    expect((await segments('of', 'u-2')).out).not.toContain('why');
    expect((await segments('of', 'u-2', '--category', 'brand')).out).toMatch(/Ida.*\n.*in 1 of 2 segments/);
  });

  test('shows who would enter and leave by an edit, and its sizes', async () => {
    await segments('create', 'edited', FANS);
    const { out } = await segments('diff', 'edited', 'bought(brand = "Ida")');
    expect(out).toMatch(/1 enter, 1 leave, 0 stay[\s\S]*enters[\s\S]*leaves/);
    const history = await segments('history', 'edited', '--days', '3', '--json');
    expect(JSON.parse(history.out).points.map(({ count }: { count: string }) => count)).toEqual([
      '0',
      '0',
      '0',
      '1',
    ]);
    const asked = await segments('history', 'edited', '--days', '1', '--at', '2026-05-03T12:00:00Z');
    expect(asked.out).toMatch(/\n2026-05-03 +0 *\n2026-05-03 12:00:00 UTC +0/);
  });

  test('is written as CSV to a file or to the output', async () => {
    const output = join(shop.dataDirectory, 'members.csv');
    const columns = ['--columns', 'orders', 'net'];
    expect((await segments('export', FANS, '--output', output, ...columns)).code).toBe(0);
    expect(await readFile(output, 'utf8')).toBe('orders,net\r\n1,310.00\r\n');
    expect((await segments('export', FANS, ...columns)).out).toBe('orders,net\r\n1,310.00\r\n');
  });

  test('is not written where that cannot be, and an export that is refused leaves the file as it is', async () => {
    const nowhere = join(shop.dataDirectory, 'no-such-folder', 'members.csv');
    const { code, error } = await segments('export', FANS, '--output', nowhere);
    expect([code, error]).toEqual([1, expect.stringMatching(/✗ .*members\.csv cannot be written: ENOENT/)]);
    const output = join(shop.dataDirectory, 'kept.csv');
    await writeFile(output, 'from last week');
    const refused = await segments('export', FANS, '--output', output, '--columns', 'no-such-column');
    expect([refused.code, refused.error]).toEqual([1, expect.stringContaining('must be one of')]);
    expect(await readFile(output, 'utf8')).toBe('from last week');
  });

  test('whose future no model tells is counted, and nothing is said of purchases', async () => {
    const { out } = await segments('forecast', 'ordered()');
    expect(out).toMatch(/^2 customers\n.*no model is trained yet/);
  });
});

describe('use cases', () => {
  test('are listed, filled in and saved (DSEG-26..31)', async () => {
    expect((await segments('templates', 'list')).out).toMatch(/upsell-brand[\s\S]*brands: /);
    const render = ['templates', 'render', 'upsell-brand'];
    expect((await segments(...render)).error).toContain('must be given');
    const saved = await segments(...render, '--set', 'brands=Lego', '--save');
    expect([saved.code, saved.out]).toEqual([0, expect.stringContaining('upsell-brand')]);
    expect((await segments('count', 'upsell-brand')).out).toContain('1 of 2 customers');
  });
});
