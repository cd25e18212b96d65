import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CustomersService } from '@perennial/contracts/gen/perennial/ingestion/v1/customers_service_pb';
import { runPerennial } from './testing/run-perennial.ts';
import { TestStandalone } from './testing/test-standalone.ts';
import { until } from './testing/until.ts';

const MAIN = join(import.meta.dirname, 'main.ts');

let shop: TestStandalone;
beforeAll(async () => {
  shop = await TestStandalone.start();
  const time = new Date(Date.now() - 60_000).toISOString();
  const lines = [{ product_id: 'p', quantity: 1, price: '9.90' }];
  await shop.post('/v1/orders', { order_id: '1', user_id: 'u-1', time, lines });
  const traits = { email: 'anna@example.com', phone: '+4930123456' };
  await shop.post('/v1/identify', { userId: 'u-1', timestamp: time, traits });
  await until('all is worked in', async () => {
    const { customers } = await shop.connection.client(CustomersService).listCustomers({});
    return customers[0]?.email && customers[0].orderCount === 1n ? true : undefined;
  });
});
afterAll(() => shop.end());

/** Runs the command as a person would. */
const perennial = (...words: string[]) => runPerennial(shop.dataDirectory, words);

describe('answers in JSON have the names of the API', () => {
  test('rfm', async () => {
    const { code, out } = await perennial('rfm', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ schemeId: 'default', total: { netMinor: '990' } });
  });

  test('customers list', async () => {
    const { out } = await perennial('customers', 'list', '--json');
    expect(JSON.parse(out)).toMatchObject({
      customers: [{ orderCount: '1', email: 'anna@example.com' }],
      nextPageToken: '',
    });
  });

  test.each([
    [['u-1']],
    [['--user', 'u-1']],
    [['anna@example.com']],
    [['--email', 'anna@example.com']],
    [['--phone', '+4930123456']],
  ])('customers show %j', async (words) => {
    const { out } = await perennial('customers', 'show', ...words, '--json');
    expect(JSON.parse(out)).toMatchObject({ customer: { email: 'anna@example.com', orderCount: '1' } });
  });

  test('customers timeline, by any id', async () => {
    const { out } = await perennial('customers', 'timeline', 'u-1', '--json');
    const entries: { type: string }[] = JSON.parse(out).entries;
    expect(entries.map(({ type }) => type)).toContain('order_completed');
  });

  test('errors, too', async () => {
    const { error } = await perennial('customers', 'show', 'nobody', '--json');
    expect(JSON.parse(error)).toMatchObject({ code: 'not_found', reason: 'CUSTOMER_NOT_FOUND' });
  });
});

describe('the exit code says what happened:', () => {
  test.each([
    ['done', 0, ['rfm', '--cells']],
    ['wrong option', 2, ['rfm', '--bogus']],
    ['wrong value', 2, ['rfm', '--at', 'yesterday']],
    ['no customer named', 2, ['customers', 'show']],
    ['a customer named twice', 2, ['customers', 'show', 'u-1', '--email', 'anna@example.com']],
    ['wrong number of a dead letter', 2, ['dead-letters', 'replay', 'x']],
    ['no server', 3, ['rfm', '--url', 'http://127.0.0.1:9', '--key', 'sk_live_x']],
    ['not found', 4, ['customers', 'show', 'nobody']],
    ['failed', 1, ['rfm', '--key', 'sk_live_wrong']],
    ['help', 0, ['keys', 'create', '--help']],
  ])('%s is %i', async (_what, code, words) => {
    expect((await perennial(...words)).code).toBe(code);
  });
});

describe('people', () => {
  test('read tables', async () => {
    const { out } = await perennial('rfm');
    expect(out).toContain('1 customers with 1 orders, €9.90 net');
    expect(out).toMatch(/recency +short +1 +1 +€9\.90/);
  });

  test('make a key, use it, and end it', async () => {
    const made = await perennial('keys', 'create', '--kind', 'secret', '--name', 'ci', '--json');
    const { secret, key } = JSON.parse(made.out);
    expect((await perennial('tenant', 'show', '--key', secret)).code).toBe(0);
    expect((await perennial('keys', 'revoke', key.keyId)).code).toBe(0);
    expect((await perennial('tenant', 'show', '--key', secret)).code).toBe(1);
  });

  test('set up the shop, and are told when it is too late', async () => {
    const named = await perennial('tenant', 'set', '--name', 'Tea & Co', '--rate', 'USD=0.5');
    expect(named.out).toMatch(/Tea & Co[\s\S]*USD 0\.5/);
    const late = await perennial('tenant', 'set', '--currency', 'GBP');
    expect([late.code, late.error]).toEqual([1, expect.stringContaining('✗')]);
  });

  test('may stop reading: a command whose reader closes its end ends well', async () => {
    const child = execFile(process.execPath, [MAIN, 'rfm', '--cells', '--data', shop.dataDirectory]);
    let error = '';
    child.stderr?.on('data', (chunk: string) => {
      error += chunk;
    });
    child.stdout?.destroy();
    const [code] = await once(child, 'close');
    expect([code, error]).toEqual([0, '']);
  });

  test('are told what is wrong with a mapping', async () => {
    const mapping = join(shop.dataDirectory, 'mapping.json');
    await writeFile(mapping, '{"colums": {}}');
    const { code, error } = await perennial('import', mapping, '--mapping', mapping);
    expect([code, error]).toEqual([2, expect.stringContaining('the mapping')]);
  });

  test('are told which presets there are, and wait for nothing when every file failed', async () => {
    const file = join(shop.dataDirectory, 'orders.csv');
    await writeFile(file, 'order_id\n1\n');
    const { code, out } = await perennial('import', file, '--preset', 'etsy');
    expect(code).toBe(1);
    expect(out).toMatch(/preset is unknown.*perennial, online-retail-ii, woocommerce, shopify/);
    expect(out).not.toContain('worked in');
  });
});
