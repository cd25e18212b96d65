import type { TenantsStore } from '../tenants-store.ts';
import type { ImportFormat } from './domain/import-format.ts';
import { findPreset } from './domain/presets.ts';

/**
 * A shop that has said nothing of itself takes currency and time zone from its first import, so that one command is enough.
 * Whatever a shop has said stands. Resolves to true when it changed something.
 */
export async function adoptSettings(
  tenants: TenantsStore,
  tenant: string,
  format: ImportFormat,
): Promise<boolean> {
  const record = await tenants.find(tenant);
  if (record.revision > 0) return false;
  const preset = findPreset(format.preset, format.kind, []);
  const currency = format.currency || preset?.currency || record.currency;
  const timeZone = format.timeZone || preset?.timeZone || record.timeZone;
  if (currency === record.currency && timeZone === record.timeZone) return false;
  return tenants.replace(tenant, { ...record, currency, timeZone });
}
