/** Header that carries the tenant between services; the gateway drops it from what comes in. */
export const TENANT_HEADER = 'perennial-tenant';

/** True for 1 to 63 of the characters a-z, 0-9, `_` and `-`. */
export function isTenantId(value: string): boolean {
  return /^[a-z0-9_-]{1,63}$/.test(value);
}
