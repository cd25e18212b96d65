export { askedSettings } from './asked-settings.ts';
export type { TenantSettings } from './tenant-settings.ts';
export { minorPerUnit, zoneTime } from './tenant-units.ts';
