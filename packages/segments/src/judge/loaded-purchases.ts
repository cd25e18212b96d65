import type { ZoneTime } from '@perennial/calendar';
import { CustomerPurchases } from '@perennial/forecasts';
import type { CustomerRows } from './customer-rows.ts';

/** The purchases of the customer that is loaded: found once for all leaves that ask what is expected of them. */
export class LoadedPurchases {
  readonly #purchases: CustomerPurchases;
  #round = -1;

  constructor(zone: ZoneTime) {
    this.#purchases = new CustomerPurchases(zone);
  }

  of(rows: CustomerRows): CustomerPurchases {
    if (this.#round === rows.round) return this.#purchases;
    this.#round = rows.round;
    const { orders, refunds, columns } = rows;
    const { orderKey, orderValueMinor } = columns;
    this.#purchases.begin();
    for (let place = 0; place < orders.count; place += 1) {
      const row = orders.item[place];
      this.#purchases.addOrder(orders.timeMs[place], orderKey[row], orderValueMinor[row]);
    }
    for (let place = 0; place < refunds.count; place += 1) {
      const row = refunds.item[place];
      this.#purchases.addRefund(orderKey[row], orderValueMinor[row]);
    }
    return this.#purchases.end();
  }
}
