import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

export interface PageFile {
  contentType: string;
  etag: string;
  content: Buffer;
}

const CONTENT_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Everything the page loads comes from this origin, and nothing may frame it or send forms from it. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

const PAGE_DIRECTORY = join(import.meta.dirname, '..', 'page');
const INDEX = 'index.html';

async function readPageFile(name: string, contentType: string): Promise<PageFile> {
  const content = await readFile(join(PAGE_DIRECTORY, name));
  const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 16)}"`;
  return { contentType, etag, content };
}

/** The files of the page by path (`/`, `/page/…`), read once. A path is looked up, never put together from a request. */
export async function readPageFiles(): Promise<ReadonlyMap<string, PageFile>> {
  const files = new Map<string, PageFile>();
  for (const name of await readdir(PAGE_DIRECTORY, { recursive: true })) {
    const contentType = CONTENT_TYPES[extname(name)];
    const path = name === INDEX ? '/' : `/page/${name.split(sep).join('/')}`;
    if (contentType) files.set(path, await readPageFile(name, contentType));
  }
  return files;
}
