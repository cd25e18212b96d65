import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type SampleItem, type ShopOptions, simulate } from '@perennial/sample-shop';

export interface ShopTotals {
  customers: number;
  orders: number;
  products: number;
  /** Items accepted but not yet worked in. */
  lag: number;
}

/** What the running shop says of itself. */
export async function shopTotals(address: { url: string; key: string }): Promise<ShopTotals> {
  const response = await fetch(`${address.url}/perennial.ingestion.v1.CustomersService/GetShopSummary`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${address.key}` },
    body: '{}',
  });
  const summary = (await response.json()) as Record<string, string | undefined>;
  return {
    customers: Number(summary['customerCount'] ?? 0),
    orders: Number(summary['orderCount'] ?? 0),
    products: Number(summary['productCount'] ?? 0),
    lag: Number(summary['intakeLag'] ?? 0),
  };
}

/** What the simulator sent, counted from its own output: the truth that the shop must come to. */
export async function expectedShop(dataDirectory: string): Promise<ShopTotals> {
  const { shop: options } = JSON.parse(readFileSync(join(dataDirectory, 'demo.json'), 'utf8')) as {
    shop: ShopOptions;
  };
  const orders = new Set<string>();
  const products = new Set<string>();
  const people = new People();
  for (const item of simulate(options)) {
    const order = orderIdOf(item);
    if (order !== undefined) orders.add(order);
    if (item.door === 'products') products.add(String(item.body['product_id']));
    if (item.door === 'cancellations') orders.delete(String(item.body['order_id']));
    people.see(item);
  }
  return { customers: people.count(), orders: orders.size, products: products.size, lag: 0 };
}

function orderIdOf(item: SampleItem): string | undefined {
  if (item.door === 'orders') return String(item.body['order_id']);
  if (item.body['event'] !== 'Order Completed') return undefined;
  return String((item.body['properties'] as { order_id: string }).order_id);
}

/** Counts people: a browser id that was ever tied to a user id is that user. */
class People {
  readonly #users = new Set<string>();
  readonly #browsers = new Set<string>();
  readonly #tied = new Set<string>();

  see({ body }: SampleItem): void {
    const user = body['userId'] ?? body['user_id'];
    const browser = body['anonymousId'];
    const previous = body['previousId'];
    if (typeof user === 'string') this.#users.add(user);
    if (typeof browser === 'string') this.#browsers.add(browser);
    if (typeof user === 'string' && typeof browser === 'string') this.#tied.add(browser);
    if (typeof user === 'string' && typeof previous === 'string') this.#tied.add(previous);
  }

  count(): number {
    return this.#users.size + [...this.#browsers].filter((browser) => !this.#tied.has(browser)).length;
  }
}
