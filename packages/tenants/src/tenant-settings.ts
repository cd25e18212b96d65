/** What services need to know of a tenant. */
export interface TenantSettings {
  /** Reporting currency, ISO 4217. */
  currency: string;
  /** IANA name. */
  timeZone: string;
}
