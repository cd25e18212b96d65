import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runPerennial } from './testing/run-perennial.ts';
import { TestStandalone } from './testing/test-standalone.ts';
import { until } from './testing/until.ts';

let shop: TestStandalone;
const recommend = (...words: string[]) => runPerennial(shop.dataDirectory, ['recommend', ...words]);

const DAY_MS = 86_400_000;
const PRODUCTS = ['Printer', 'Cable', 'Ink', 'Paper', 'Folder', 'Soap'];

beforeAll(async () => {
  shop = await TestStandalone.start();
  const startMs = Date.now() - 30 * DAY_MS;
  const buy = async (customer: number, day: number, bought: readonly string[]) => {
    const time = new Date(startMs + day * DAY_MS + customer * 1000).toISOString();
    const lines = bought.map((name) => ({
      product_id: name.toLowerCase(),
      name,
      quantity: 1,
      price: '9.90',
    }));
    await shop.post('/v1/orders', { order_id: `${customer}-${day}`, user_id: `u-${customer}`, time, lines });
  };
  for (let customer = 0; customer < 12; customer += 1) {
    await buy(customer, 1, ['Printer', 'Cable']);
    await buy(customer, 9, customer === 0 ? ['Printer'] : PRODUCTS.slice(2, 5));
    await buy(100 + customer, 3, ['Soap']);
  }
  await until('all orders are worked in', async () => {
    const { out } = await runPerennial(shop.dataDirectory, ['segments', 'count', 'ordered()', '--json']);
    return out !== '' && JSON.parse(out).count === '24' ? true : undefined;
  });
  await until('the profile is there', async () => {
    const { code } = await recommend('for', 'u-0', '--json');
    return code === 0 ? true : undefined;
  });
}, 60_000);
afterAll(() => shop.end());

describe('recommend for', () => {
  test('shows products with what speaks for them, new ones only where wanted (PERS-8, DSEG-31)', async () => {
    const { code, out } = await recommend('for', 'u-0', '--only-new');
    expect(code).toBe(0);
    expect(out).toMatch(/(Ink|Paper|Folder) \((ink|paper|folder)\).*(Printer|Cable) .*with both, [0-9.]+ ×/);
    expect(out).not.toMatch(/^(Printer|Cable)/m);
    expect(out).toContain('learned from 36 baskets of 6 products');
  });

  test('answers in JSON with the names of the API', async () => {
    const { out } = await recommend('for', 'u-0', '--strategy', 'complementary', '--count', '1', '--json');
    expect(JSON.parse(out)).toMatchObject({
      strategy: 'complementary',
      recommendations: [
        { productId: 'cable', name: 'Cable', reasons: [{ productId: 'printer', count: '12' }] },
      ],
      missing: [],
    });
  });

  test('names the strategies when one is wrong, and ends with 4 where nobody is so called', async () => {
    const { code, error } = await recommend('for', 'u-0', '--strategy', 'magic');
    expect(code).toBe(1);
    expect(error).toContain('complementary, next, similar, popular, favourite, expected');
    expect((await recommend('for', 'nobody')).code).toBe(4);
    expect((await recommend('for', 'u-0', '--count', 'many')).code).toBe(2);
  });

  test('says in its help what the strategies are', async () => {
    const { code, out } = await recommend('for', '--help');
    expect(code).toBe(0);
    expect(out).toContain('what people with similar purchases buy');
  });
});

describe('recommend with', () => {
  test('shows what is bought with a product, or that nothing is', async () => {
    const { out } = await recommend('with', 'printer');
    expect(out).toMatch(/Cable \(cable\) .* 12 /);
    expect((await recommend('with', 'soap')).out).toContain('nothing goes with Soap (soap) beyond chance');
    expect((await recommend('with', 'no-such-product')).code).toBe(4);
  });
});

describe('recommend groups', () => {
  test('shows groups, their customers, and the group of one (SEG-5)', async () => {
    const { groups } = JSON.parse((await recommend('groups', '--json')).out);
    const [{ group }] = groups.filter(({ customers }: { customers: string }) => customers !== '0');
    expect((await recommend('members', String(group), '--limit', '3')).out).toContain('11 customers');
    expect((await recommend('group', 'u-1')).out).toContain(`${group}: `);
    const few = await recommend('group', 'u-0');
    expect(few.out).toContain('2 of 5 distinct products bought');
    expect((await recommend('members', '99')).code).toBe(4);
  });

  test('segments by groups hold for whom the recommendations name as members (SEG-5)', async () => {
    const { groups } = JSON.parse((await recommend('groups', '--json')).out);
    const segments = (...words: string[]) => runPerennial(shop.dataDirectory, ['segments', ...words]);
    for (const { group, customers } of groups) {
      const { out } = await segments('count', `affinity group = ${group}`, '--json');
      expect(JSON.parse(out).count).toBe(customers);
    }
  });
});
