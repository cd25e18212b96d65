import type { Client } from '@connectrpc/connect';
import type { TenantsService } from '@perennial/contracts/gen/perennial/ingestion/v1/tenants_service_pb';
import { forTenant } from '@perennial/runtime';
import type { TenantSettings } from './tenant-settings.ts';

/** As long as the door may work with old settings. */
const MAX_AGE_MS = 3_000;
/** Tenants beyond this many are asked for again. */
const MAX_TENANTS = 10_000;

interface Known {
  settings: TenantSettings;
  untilMs: number;
}

/** Settings of tenants as ingestion tells them, at most 3 s old; while it does not answer, the last that it told. */
export function askedSettings(
  tenants: Client<typeof TenantsService>,
  now: () => number,
): (tenant: string) => Promise<TenantSettings> {
  const known = new Map<string, Known>();

  async function ask(tenant: string): Promise<TenantSettings> {
    const { tenant: told } = await tenants.getTenant({}, forTenant(tenant));
    const settings = { currency: told?.currency ?? 'EUR', timeZone: told?.timeZone ?? 'UTC' };
    if (known.size >= MAX_TENANTS) known.clear();
    known.set(tenant, { settings, untilMs: now() + MAX_AGE_MS });
    return settings;
  }

  return async (tenant) => {
    const last = known.get(tenant);
    if (last !== undefined && last.untilMs > now()) return last.settings;
    try {
      return await ask(tenant);
    } catch (thrown) {
      if (last === undefined) throw thrown;
      return last.settings;
    }
  };
}
