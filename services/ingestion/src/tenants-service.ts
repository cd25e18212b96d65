import { create } from '@bufbuild/protobuf';
import type { HandlerContext, ServiceImpl } from '@connectrpc/connect';
import {
  type Tenant,
  TenantSchema,
  type TenantsService,
} from '@perennial/contracts/gen/perennial/ingestion/v1/tenants_service_pb';
import { tenantOf } from '@perennial/runtime';
import { isCurrency } from './domain/currency.ts';
import { ingestionErrors } from './errors.ts';
import type { TenantsCache } from './tenants-cache.ts';
import type { TenantRecord, TenantsStore } from './tenants-store.ts';

function etagOf(record: TenantRecord): string {
  return `r${record.revision}`;
}

function toMessage(record: TenantRecord): Tenant {
  const { name, currency, timeZone, ownHosts, exchangeRates } = record;
  return create(TenantSchema, { name, currency, timeZone, ownHosts, exchangeRates, etag: etagOf(record) });
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The settings as told, checked; unset currency and time zone keep what was there. */
function changedRecord(before: TenantRecord, told: Tenant): TenantRecord {
  const currency = told.currency || before.currency;
  const timeZone = told.timeZone || before.timeZone;
  for (const code of [currency, ...told.exchangeRates.map((rate) => rate.currency)]) {
    if (!isCurrency(code)) throw ingestionErrors.TENANT_CURRENCY_UNKNOWN({ currency: code });
  }
  if (!isTimeZone(timeZone)) throw ingestionErrors.TENANT_TIME_ZONE_UNKNOWN();
  if (before.hasOrders && currency !== before.currency)
    throw ingestionErrors.TENANT_SETTING_FIXED({ setting: 'currency' });
  if (before.hasOrders && timeZone !== before.timeZone)
    throw ingestionErrors.TENANT_SETTING_FIXED({ setting: 'time_zone' });
  return {
    ...before,
    name: told.name,
    currency,
    timeZone,
    ownHosts: told.ownHosts.map((host) => host.trim().toLowerCase()).filter((host) => host !== ''),
    exchangeRates: told.exchangeRates.map((entry) => ({ currency: entry.currency, rate: entry.rate })),
  };
}

/** RPC of the tenant's settings. */
export function tenantsService(store: TenantsStore, cache: TenantsCache): ServiceImpl<typeof TenantsService> {
  return {
    async getTenant(_request, context: HandlerContext) {
      return { tenant: toMessage(await store.find(tenantOf(context))) };
    },
    async updateTenant({ tenant: told }, context: HandlerContext) {
      const tenant = tenantOf(context);
      const before = await store.find(tenant);
      const asked = told ?? create(TenantSchema);
      if (asked.etag !== '' && asked.etag !== etagOf(before))
        throw ingestionErrors.TENANT_CHANGED_MEANWHILE();
      const changed = changedRecord(before, asked);
      if (!(await store.replace(tenant, changed))) throw ingestionErrors.TENANT_CHANGED_MEANWHILE();
      cache.forget(tenant);
      return { tenant: toMessage({ ...changed, revision: before.revision + 1 }) };
    },
  };
}
