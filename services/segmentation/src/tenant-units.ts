import type { ZoneTime } from '@perennial/calendar';

/** What amounts in texts are written in. */
export interface MoneyUnits {
  /** ISO 4217. */
  currency: string;
  /** Minor units in one unit: 100 for EUR. */
  minorPerUnit: number;
}

/** A tenant's units and zone. */
export interface TenantUnits {
  units: MoneyUnits;
  zone: ZoneTime;
}
