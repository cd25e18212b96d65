import type { LearnedGroups } from '@perennial/segments';

/** The affinity groups of a tenant, in force or of a version; undefined where none were learned, or the version is kept no more. */
export type AffinityGroups = (tenant: string, version?: number) => Promise<LearnedGroups | undefined>;
