import type { HttpRequest, HttpResponse } from '@perennial/runtime';
import { isLocalHost, type LocalSession } from '../credentials/local-session.ts';
import type { ReadHeader } from '../credentials/read-credential.ts';
import { gatewayErrors } from '../errors.ts';
import { PAGE_HEADERS, type PageFile, readPageFiles } from './page-files.ts';

/** Serves the page's files; on a loopback address opening the page also starts its session. */
export class PageHandler {
  readonly #session: LocalSession | undefined;
  #files: Promise<ReadonlyMap<string, PageFile>> | undefined;

  constructor(session: LocalSession | undefined) {
    this.#session = session;
  }

  /** True for a path that may be a file of the page. */
  matches(path: string): boolean {
    return path === '/' || path.startsWith('/page/');
  }

  /** False when there is no such file. */
  async handle(
    path: string,
    request: HttpRequest,
    response: HttpResponse,
    header: ReadHeader,
  ): Promise<boolean> {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      throw gatewayErrors.HTTP_METHOD_NOT_ALLOWED({ allowed: 'GET' });
    }
    this.#files ??= readPageFiles();
    const file = (await this.#files).get(path);
    if (!file) return false;
    if (path === '/') this.#startSession(response, header);
    this.#send(file, response, header, request.method === 'HEAD');
    return true;
  }

  #startSession(response: HttpResponse, header: ReadHeader): void {
    if (!this.#session) return;
    if (!isLocalHost(header('host'))) throw gatewayErrors.HOST_REFUSED();
    response.setHeader('set-cookie', this.#session.cookie());
  }

  #send(file: PageFile, response: HttpResponse, header: ReadHeader, headOnly: boolean): void {
    for (const [name, value] of Object.entries(PAGE_HEADERS)) response.setHeader(name, value);
    response.setHeader('cache-control', 'no-cache');
    response.setHeader('etag', file.etag);
    if (header('if-none-match') === file.etag) {
      response.writeHead(304);
      response.end();
      return;
    }
    response.writeHead(200, { 'content-type': file.contentType, 'content-length': file.content.length });
    if (headOnly) response.end();
    else response.end(file.content);
  }
}
