import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ZoneTime } from '@perennial/calendar';
import type { FactsReader } from '@perennial/facts';
import { type CustomerPurchases, PurchaseReader } from '@perennial/forecasts';
import type { PurchaseDays } from '@perennial/models';

/** Customers read at once; between them others have their turn. */
const CUSTOMERS_A_TURN = 20_000;
const FIRST_LENGTH = 4096;

/** Purchases of all customers as columns, in one pass. */
export async function readAllPurchases(
  facts: FactsReader,
  zone: ZoneTime,
  atMs: number,
): Promise<PurchaseDays> {
  const into = new GrowingPurchases();
  for (let from = 0; from < facts.customerCount; from += CUSTOMERS_A_TURN) {
    const reader = new PurchaseReader(facts, zone, atMs);
    const to = Math.min(from + CUSTOMERS_A_TURN, facts.customerCount);
    for (let customer = from; customer < to; customer += 1) {
      into.take(customer, reader.read(customer));
    }
    await nextTurn();
  }
  return into.columns();
}

class GrowingPurchases {
  #customer = new Uint32Array(FIRST_LENGTH);
  #day = new Int32Array(FIRST_LENGTH);
  #value = new Float64Array(FIRST_LENGTH);
  #count = 0;

  take(customer: number, { count, days, netMinor }: CustomerPurchases): void {
    if (this.#count + count > this.#day.length) this.#grow(2 * (this.#count + count));
    for (let place = 0; place < count; place += 1) {
      this.#customer[this.#count] = customer;
      this.#day[this.#count] = days[place];
      this.#value[this.#count] = netMinor[place];
      this.#count += 1;
    }
  }

  columns(): PurchaseDays {
    return {
      customer: this.#customer.slice(0, this.#count),
      day: this.#day.slice(0, this.#count),
      value: this.#value.slice(0, this.#count),
    };
  }

  #grow(length: number): void {
    const [customer, day, value] = [this.#customer, this.#day, this.#value];
    this.#customer = new Uint32Array(length);
    this.#customer.set(customer);
    this.#day = new Int32Array(length);
    this.#day.set(day);
    this.#value = new Float64Array(length);
    this.#value.set(value);
  }
}
