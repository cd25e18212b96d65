import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { CustomersService } from '@perennial/contracts/gen/perennial/ingestion/v1/customers_service_pb';
import { ScoringService } from '@perennial/contracts/gen/perennial/scoring/v1/scoring_service_pb';
import { TestStandalone } from './test-standalone.ts';
import { until } from './until.ts';

/** What the composition must do whatever ports it stands on. `environment` names the servers, `PERENNIAL_…`. */
export function standaloneSuite(name: string, environment: () => Record<string, string>): void {
  describe(`standalone on ${name}`, () => {
    let shop: TestStandalone;
    beforeEach(async () => {
      shop = await TestStandalone.start(environment());
    });
    afterEach(() => shop.end());

    function order(orderId: string) {
      const time = new Date(Date.now() - 60_000).toISOString();
      const lines = [{ product_id: 'p-1', quantity: 2, price: '9.95' }];
      return { order_id: orderId, user_id: `u-${orderId}`, time, lines };
    }

    /** Orders and net value once so many orders are scored. */
    function scored(orders: bigint) {
      return until(`${orders} orders are scored`, async () => {
        const { total } = await shop.connection.client(ScoringService).getRfmPanel({});
        return total?.orders === orders ? { orders: total.orders, netMinor: total.netMinor } : undefined;
      });
    }

    test('an order through the door is a scored customer with a profile, at once', async () => {
      expect(await shop.post('/v1/orders', order('1'))).toBe(200);
      const sentAtMs = performance.now();
      expect(await scored(1n)).toEqual({ orders: 1n, netMinor: 1990n });
      expect(performance.now() - sentAtMs).toBeLessThan(5_000);
      const customer = await until('the profile is there', async () => {
        const { customers } = await shop.connection.client(CustomersService).listCustomers({});
        return customers[0]?.orderCount === 1n ? customers[0] : undefined;
      });
      expect(customer.nodes).toMatchObject([{ kind: 'user', value: 'u-1' }]);
    });

    test('what was accepted is there after a restart, under the same key', async () => {
      const { key } = shop.server;
      await Promise.all(['1', '2', '3'].map((id) => shop.post('/v1/orders', order(id))));
      await shop.restart();
      expect(shop.server.key).toBe(key);
      expect(await scored(3n)).toEqual({ orders: 3n, netMinor: 5970n });
    });

    test('the same items again change nothing', async () => {
      const again = { ...order('1'), message_id: 'm-1' };
      await shop.post('/v1/orders', again);
      await scored(1n);
      await shop.post('/v1/orders', again);
      await shop.post('/v1/orders', order('2'));
      expect(await scored(2n)).toEqual({ orders: 2n, netMinor: 3980n });
    });

    test('a stop goes through all states and takes no longer than it must', async () => {
      const startedAtMs = performance.now();
      const { lifecycle } = shop.server;
      await shop.server.stop();
      expect(lifecycle.path).toEqual(['initialized', 'starting', 'running', 'draining', 'stopped']);
      expect(performance.now() - startedAtMs).toBeLessThan(20_000);
    });
  });
}
