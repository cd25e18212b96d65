import type { TenantSettings } from './domain/door-context.ts';
import type { TenantRecord, TenantsStore } from './tenants-store.ts';

/** Tenants beyond this many are read again; a shop's own installation has a few. */
const MAX_TENANTS = 10_000;

interface Cached {
  settings: TenantSettings;
  hasOrders: boolean;
  untilMs: number;
}

function toSettings(record: TenantRecord): TenantSettings {
  return {
    currency: record.currency,
    rates: new Map(record.exchangeRates.map(({ currency, rate }) => [currency, rate])),
    ownHosts: record.ownHosts,
    timeZone: record.timeZone,
  };
}

/** The settings that the door works with, at most `maxAgeMs` old. */
export class TenantsCache {
  readonly #store: TenantsStore;
  readonly #maxAgeMs: number;
  readonly #now: () => number;
  readonly #cached = new Map<string, Cached>();

  constructor(store: TenantsStore, maxAgeMs: number, now: () => number) {
    this.#store = store;
    this.#maxAgeMs = maxAgeMs;
    this.#now = now;
  }

  async settings(tenant: string): Promise<TenantSettings> {
    return (await this.#get(tenant)).settings;
  }

  /** Fixes currency and time zone of a tenant before its first order is accepted. */
  async markHasOrders(tenant: string): Promise<void> {
    const cached = await this.#get(tenant);
    if (cached.hasOrders) return;
    await this.#store.markHasOrders(tenant);
    cached.hasOrders = true;
  }

  forget(tenant: string): void {
    this.#cached.delete(tenant);
  }

  async #get(tenant: string): Promise<Cached> {
    const known = this.#cached.get(tenant);
    if (known !== undefined && known.untilMs > this.#now()) return known;
    const record = await this.#store.find(tenant);
    const fresh = {
      settings: toSettings(record),
      hasOrders: record.hasOrders,
      untilMs: this.#now() + this.#maxAgeMs,
    };
    if (this.#cached.size >= MAX_TENANTS) this.#cached.clear();
    this.#cached.set(tenant, fresh);
    return fresh;
  }
}
