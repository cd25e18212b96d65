import type { SchemeDefinition } from '@perennial/scores';

/** The RFM schemes of a tenant. */
export type RfmSchemes = (tenant: string) => Promise<readonly SchemeDefinition[]>;
