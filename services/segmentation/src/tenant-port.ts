import type { FactsReader } from '@perennial/facts';

/** What segmentation needs to know of a tenant. */
export interface SegmentationTenantSettings {
  /** Reporting currency, ISO 4217. */
  currency: string;
  /** IANA name. */
  timeZone: string;
}

/** The facts that questions are asked of; in one process all services share them. */
export interface SegmentationFacts {
  /** Undefined for a tenant without events. */
  factsOf(tenant: string): FactsReader | undefined;
  /** Position in EVENTS up to which everything is worked in. */
  positionOf(tenant: string): number;
}
