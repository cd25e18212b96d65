import { chmod, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** How commands on this machine reach the server that runs on a data folder. */
export interface LocalServer {
  url: string;
  /** A secret key of the local tenant. */
  key: string;
}

const FILE = 'local.json';
/** The key in it opens the shop: only the owner may read it. */
const OWNER_ONLY = 0o600;

/** What `up` wrote into the data folder; undefined when it has not run there. */
export async function readLocalServer(dataDirectory: string): Promise<LocalServer | undefined> {
  try {
    const parsed: unknown = JSON.parse(await readFile(join(dataDirectory, FILE), 'utf8'));
    if (typeof parsed !== 'object' || parsed === null) return undefined;
    const { url, key } = { url: undefined, key: undefined, ...parsed };
    return typeof url === 'string' && typeof key === 'string' ? { url, key } : undefined;
  } catch {
    return undefined;
  }
}

/** Writes it so that a reader never sees half of it. */
export async function writeLocalServer(dataDirectory: string, server: LocalServer): Promise<void> {
  const file = join(dataDirectory, FILE);
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(server, null, 2)}\n`, { mode: OWNER_ONLY });
  await chmod(draft, OWNER_ONLY);
  await rename(draft, file);
}
