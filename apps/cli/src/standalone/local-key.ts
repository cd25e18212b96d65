import type { Gateway } from '@perennial/gateway';
import { readLocalServer } from '../connection/local-file.ts';

/** The secret key that commands on this machine use: the one from before while it lives, else a new one. */
export async function localKey(gateway: Gateway, dataDirectory: string, tenant: string): Promise<string> {
  const before = await readLocalServer(dataDirectory);
  if (before && (await gateway.tenantOfKey(before.key)) === tenant) return before.key;
  const { secret } = await gateway.keys.create(tenant, 'secret', 'local command line');
  return secret;
}
