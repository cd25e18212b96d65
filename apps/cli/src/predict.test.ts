import { Code, ConnectError } from '@connectrpc/connect';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CustomersService } from '@perennial/contracts/gen/perennial/ingestion/v1/customers_service_pb';
import { PredictionService } from '@perennial/contracts/gen/perennial/prediction/v1/prediction_service_pb';
import { BUYERS, postBuyers } from './testing/buyers.ts';
import { type Run, runPerennial } from './testing/run-perennial.ts';
import { TestStandalone } from './testing/test-standalone.ts';
import { until } from './testing/until.ts';

const ORDERS = [
  'customer_id',
  'churn_risk',
  'purchase_probability',
  'expected_purchases',
  'value_minor',
  'purchases',
  'net_minor',
  'last_purchase_date',
];

let shop: TestStandalone;
const predict = (...words: string[]): Promise<Run> => runPerennial(shop.dataDirectory, ['predict', ...words]);
const answer = async (...words: string[]) => JSON.parse((await predict(...words, '--json')).out);

beforeAll(async () => {
  shop = await TestStandalone.start();
}, 60_000);
afterAll(() => shop.end());

describe('predict in a shop without orders', () => {
  test('train says what there is too little of, and fails', async () => {
    const { code, out } = await predict('train');
    expect(code).toBe(1);
    expect(out).toMatch(/too little data: 0 of 200 customers/);
    const { state, missing } = await answer('train');
    expect(state).toBe('TRAINING_STATE_REFUSED');
    expect(missing).toContainEqual(expect.objectContaining({ what: 'customers', need: 200 }));
  });
});

describe('predict before the first training', () => {
  beforeAll(async () => {
    await shop.restart();
    await postBuyers(shop);
  }, 90_000);

  test.each([['summary'], ['matrix'], ['list'], ['report'], ['models'], ['customer', 'u-1']])(
    '%s says that a model is missing and how to make one',
    async (...words) => {
      const { code, out } = await predict(...words);
      expect({ code, out }).toEqual({
        code: 0,
        out: expect.stringContaining('no model is trained yet: perennial predict train'),
      });
    },
  );

  test('roll-back says that there is nothing to go back to', async () => {
    const { code, error } = await predict('roll-back');
    expect(code).toBe(4);
    expect(error).toContain('there is no earlier version of the prediction models');
  });
});

describe('predict with a model', () => {
  beforeAll(async () => {
    const { code, out } = await predict('train');
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('version 1 is trained') });
  }, 60_000);

  test('summary shows patterns and what is expected of all (PRED-4..7, PRED-18)', async () => {
    const { out } = await predict('summary');
    expect(out).toMatch(/customers with a purchase +260/);
    expect(out).toMatch(/with more than one +130/);
    expect(out).toMatch(/expected value of all +€[\d,]+\.\d\d/);
    expect(out).toMatch(/very_high +\d+/);
    expect(out).toContain('model 1, at');
    const { customers, churnBands } = await answer('summary');
    const inBands = churnBands.map((band: { customers: string }) => Number(band.customers));
    expect([Number(customers), sumOf(inBands)]).toEqual([BUYERS, BUYERS]);
  });

  test('matrix shows purchase probability against churn, everybody once (PRED-19)', async () => {
    const { out } = await predict('matrix');
    expect(out).toMatch(/probability +churn +customers +net +expected value/);
    const { cells } = await answer('matrix');
    expect(cells).toHaveLength(16);
    const customers = cells.map((cell: { figures: { customers: string } }) => Number(cell.figures.customers));
    expect(sumOf(customers)).toBe(BUYERS);
  });

  test('list accepts each order that its help names, both ways (PRED-25)', async () => {
    const help = (await predict('list', '--help')).out.replace(/\s+/g, ' ');
    for (const field of ORDERS) expect(help).toContain(field);
    const prediction = shop.connection.client(PredictionService);
    for (const orderBy of ORDERS.flatMap((field) => [field, `${field} desc`])) {
      const { predictions } = await prediction.listPredictions({ orderBy, pageSize: 1 });
      expect({ orderBy, rows: predictions.length }).toEqual({ orderBy, rows: 1 });
    }
    const { predictions } = await answer('list', '--order-by', 'purchases desc');
    const purchases = predictions.map((each: { purchases: string }) => Number(each.purchases));
    expect(purchases).toHaveLength(20);
    expect(purchases).toEqual(purchases.toSorted((a: number, b: number) => b - a));
  });

  test('list goes on where a page ended, and shows nobody twice (PRED-25)', async () => {
    const ids: string[] = [];
    let token: string | undefined = '';
    while (token !== undefined) {
      const more: string[] = token === '' ? [] : ['--page-token', token];
      const page = await answer('list', '--order-by', 'churn_risk desc', '--limit', '100', ...more);
      expect(page.totalCount).toBe(String(BUYERS));
      ids.push(...page.predictions.map((each: { customerId: string }) => each.customerId));
      token = page.nextPageToken || undefined;
    }
    expect([ids.length, new Set(ids).size]).toEqual([BUYERS, BUYERS]);
    const first = await predict('list', '--limit', '3');
    expect(first.out).toMatch(/ (good|fair|poor) *$/m);
    expect(first.out).toMatch(/more with --page-token \S+/);
    expect(first.out).toContain(`${BUYERS} customers`);
  });

  test('list shows those of one band (PRED-8, PRED-21)', async () => {
    const { predictions, totalCount } = await answer(
      ...['list', '--churn-band', 'very_high', '--purchase-band', 'small'],
    );
    expect(Number(totalCount)).toBeGreaterThan(0);
    for (const each of predictions) {
      expect(each).toMatchObject({ churnBand: 'very_high', purchaseBand: 'small' });
    }
  });

  test('customer shows everything predicted of one, by any id (PRED-1..3, PRED-17)', async () => {
    const { out } = await predict('customer', 'u-1');
    expect(out).toMatch(/purchases +3, €\d+\.\d\d, last on \d{4}-\d\d-\d\d/);
    expect(out).toMatch(/purchase probability +\d+\.\d % \(\w+\)/);
    expect(out).toMatch(/churn risk +\d+\.\d % \(\w+\)/);
    expect(out).toMatch(/value +€[\d,]+\.\d\d \(€/);
    expect(out).toMatch(/trust +\w+: of \d+ like this one \d+\.\d % did not buy .* predicted \d+\.\d %/);
    const { prediction } = await answer('customer', 'u-1');
    const again = await answer('customer', prediction.customerId);
    expect(again.prediction).toEqual(prediction);
  });

  test('report shows how the model did on the last weeks, beside what needs no model', async () => {
    const { out } = await predict('report');
    expect(out).toMatch(/^version 1: 90 days after \d{4}-\d\d-\d\d/m);
    for (const name of ['model', 'recency', 'rfm_sum', 'own_rate']) expect(out).toContain(name);
    expect(out).toMatch(/repeats +customers +predicted +actual/);
    expect((await answer('report', '1')).report.auc.value).toBeGreaterThan(0.5);
  });

  test.each([
    [1, 'churn_risk, churn_risk desc', ['list', '--order-by', 'shoe_size']],
    [1, 'churn_risk, churn_risk desc', ['list', '--order-by', 'churn_risk down']],
    [1, 'small, medium, high, very_high', ['list', '--churn-band', 'huge']],
    [2, 'at least 1', ['list', '--limit', '0']],
    [2, 'from 0 to 1', ['train', '--margin', '35']],
    [2, 'whole number', ['report', 'last']],
    [4, 'there is no version 9', ['report', '9']],
    [4, 'there is no version 9', ['roll-back', '9']],
    [4, 'no customer has this id', ['customer', 'nobody']],
  ])('what is wrong ends with %d and what would be right: %s', async (exitCode, says, words) => {
    const { code, error } = await predict(...words);
    expect({ code, error }).toEqual({ code: exitCode, error: expect.stringContaining(says) });
  });
});

describe('versions of the model', () => {
  beforeAll(async () => {
    const { version, state } = await answer('train', '--margin', '0.5', '--purchase-days', '14');
    expect({ version, state }).toEqual({ version: 2, state: 'TRAINING_STATE_DONE' });
  }, 60_000);

  test('are listed newest first with what they were trained on; the terms told are those shown', async () => {
    const { out } = await predict('models');
    expect(out).toMatch(/2 +\d{4}-.*in force\n +1 /);
    expect((await predict('summary')).out).toContain('probability within 14 days');
    const { models } = await answer('models');
    expect(models.map((model: { terms: object }) => model.terms)).toMatchObject([
      { margin: 0.5, purchaseHorizonDays: 14, churnHorizonDays: 90 },
      { margin: 1, purchaseHorizonDays: 30, churnHorizonDays: 90 },
    ]);
  });

  test('roll-back puts the one before in force, and it stays until a training is asked for', async () => {
    const { code, out } = await predict('roll-back');
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('version 1 is in force') });
    expect((await predict('models')).out).toMatch(/1 +\d{4}-.*in force, pinned/);
    expect((await predict('summary')).out).toContain('probability within 30 days');
    expect((await answer('roll-back', '2')).model).toMatchObject({ version: 2, inForce: true, pinned: true });
  });
});

test('who orders for the first time is predicted within a second, through the door (PRED-8)', async () => {
  const lines = [{ product_id: 'brick', quantity: 1, price: '19.90' }];
  const order = { order_id: 'first', user_id: 'newcomer', time: new Date().toISOString(), lines };
  const prediction = shop.connection.client(PredictionService);
  const customers = shop.connection.client(CustomersService);
  expect(await shop.post('/v1/orders', order)).toBe(200);
  const band = await until(
    'the newcomer has bands',
    async () => {
      try {
        const { customer } = await customers.getCustomer({ by: { case: 'userId', value: 'newcomer' } });
        const { customerId = '' } = customer ?? {};
        return (await prediction.getCustomerPrediction({ customerId })).prediction?.churnBand;
      } catch (error) {
        if (error instanceof ConnectError && error.code === Code.NotFound) return undefined;
        throw error;
      }
    },
    1_000,
  );
  expect(['small', 'medium', 'high', 'very_high']).toContain(band);
});

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}
