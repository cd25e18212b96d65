import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const SECRET_BYTES = 32;

/** A random secret that is made once for a data folder; only the owner may read its file. */
export async function keptSecret(directory: string, name: string): Promise<Uint8Array> {
  const file = join(directory, `${name}.secret`);
  const kept = await readFile(file).catch(() => undefined);
  if (kept?.length === SECRET_BYTES) return kept;
  const secret = randomBytes(SECRET_BYTES);
  await writeFile(file, secret, { mode: 0o600 });
  return secret;
}
