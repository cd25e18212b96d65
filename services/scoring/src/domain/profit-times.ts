import type { ZoneTime } from '@perennial/calendar';
import type { FactsReader } from '@perennial/facts';

const HOUR_MS = 3_600_000;

export interface TimeSum {
  key: string;
  netMinor: number;
  orders: number;
}

export interface ProfitTimes {
  hours: TimeSum[];
  weekdays: TimeSum[];
  months: TimeSum[];
  weekdayHours: TimeSum[];
  bestDay: TimeSum | undefined;
  bestHour: TimeSum | undefined;
}

/**
 * Net value and orders of [fromMs, toMs) by local time, guests included; a refund counts where it happened (RFM-9). `atMs`: orders
 * cancelled by then count nowhere.
 */
export function profitTimes(
  facts: FactsReader,
  zone: ZoneTime,
  range: { fromMs: number; toMs: number; atMs: number },
): ProfitTimes {
  const first = Math.floor(zone.localMs(range.fromMs) / HOUR_MS) - 1;
  const last = Math.floor(zone.localMs(range.toMs) / HOUR_MS) + 1;
  const net = new Float64Array(Math.max(0, last - first + 1));
  const orders = new Uint32Array(net.length);
  const window = { fromMs: range.fromMs, toMs: range.toMs - 1, includeRefunds: true };
  facts.forEachOrder({ at: range.atMs }, window, ({ timeMs, netMinor, isRefund }) => {
    const place = Math.floor(zone.localMs(timeMs) / HOUR_MS) - first;
    net[place] = (net[place] ?? 0) + netMinor;
    if (!isRefund) orders[place] = (orders[place] ?? 0) + 1;
  });
  return folded(first, net, orders);
}

/** Local hours are folded into each view; a key appears where something happened in it. */
function folded(first: number, net: Float64Array, orders: Uint32Array): ProfitTimes {
  const views = {
    hours: new Sums(),
    weekdays: new Sums(),
    months: new Sums(),
    weekdayHours: new Sums(),
    days: new Sums(),
    exactHours: new Sums(),
  };
  for (const [place, netMinor] of net.entries()) {
    const count = orders[place] ?? 0;
    if (netMinor === 0 && count === 0) continue;
    const local = new Date((first + place) * HOUR_MS);
    const hour = local.getUTCHours();
    const weekday = local.getUTCDay() === 0 ? 7 : local.getUTCDay();
    const day = local.toISOString().slice(0, 10);
    views.hours.add(String(hour), netMinor, count);
    views.weekdays.add(String(weekday), netMinor, count);
    views.weekdayHours.add(`${weekday}-${hour}`, netMinor, count);
    views.months.add(day.slice(0, 7), netMinor, count);
    views.days.add(day, netMinor, count);
    views.exactHours.add(`${day} ${String(hour).padStart(2, '0')}`, netMinor, count);
  }
  return {
    hours: views.hours.sums,
    weekdays: views.weekdays.sums,
    months: views.months.sums,
    weekdayHours: views.weekdayHours.sums,
    bestDay: views.days.best(),
    bestHour: views.exactHours.best(),
  };
}

class Sums {
  readonly #byKey = new Map<string, TimeSum>();

  add(key: string, netMinor: number, orders: number): void {
    const sum = this.#byKey.get(key);
    if (sum === undefined) this.#byKey.set(key, { key, netMinor, orders });
    else {
      sum.netMinor += netMinor;
      sum.orders += orders;
    }
  }

  /** In order of the key; numbers by their value. */
  get sums(): TimeSum[] {
    return [...this.#byKey.values()].sort((a, b) => a.key.localeCompare(b.key, 'en', { numeric: true }));
  }

  /** The greatest net value; the earliest of equal ones. */
  best(): TimeSum | undefined {
    let best: TimeSum | undefined;
    for (const sum of this.#byKey.values()) {
      if (sum.orders > 0 && (best === undefined || sum.netMinor > best.netMinor)) best = sum;
    }
    return best;
  }
}
