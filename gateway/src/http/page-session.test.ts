import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

let local: TestGateway;
let bound: TestGateway;

beforeAll(async () => {
  local = await startTestGateway({ localTenant: 'shop-a' });
  bound = await startTestGateway();
});
afterAll(() => Promise.all([local.stop(), bound.stop()]));

interface Answer {
  status: number;
  cookie: string | undefined;
  body: string;
}

/** fetch refuses to set Host, Cookie and Sec-Fetch-Site, which are what this is about. */
function send(
  gateway: TestGateway,
  method: string,
  path: string,
  headers: Record<string, string>,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { port: gateway.port, host: '127.0.0.1', method, path, headers };
    const outgoing = httpRequest(options, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, cookie: response.headers['set-cookie']?.[0], body }),
      );
    });
    outgoing.on('error', reject).end(method === 'POST' ? '{}' : undefined);
  });
}

const JSON_TYPE = { 'content-type': 'application/json' };
const READ = '/perennial.scoring.v1.ScoringService/GetRfmPanel';
const WRITE = '/perennial.ingestion.v1.TenantsService/UpdateTenant';

async function sessionCookie(): Promise<string> {
  const { cookie } = await send(local, 'GET', '/', {});
  return cookie?.split(';', 1)[0] ?? '';
}

describe('on a loopback address', () => {
  test('opening the page starts a session that scripts and other sites cannot use', async () => {
    const { status, cookie } = await send(local, 'GET', '/', { host: 'localhost:7070' });
    expect(status).toBe(200);
    expect(cookie).toMatch(/^perennial_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
  });

  test('the session reads what the page shows', async () => {
    const cookie = await sessionCookie();
    const { status, body } = await send(local, 'POST', READ, { ...JSON_TYPE, cookie });
    expect([status, JSON.parse(body).schemeId]).toEqual([200, 'default']);
  });

  test.each([
    ['writes nothing', WRITE, {}],
    ['sends nothing through a door', '/v1/track', {}],
    ['reads no metrics', '/metrics', {}],
    ['is refused to a page of another origin', READ, { origin: 'http://localhost:3000' }],
    ['is refused to a page of the same site on another port', READ, { 'sec-fetch-site': 'same-site' }],
    ['is refused under another name (DNS rebinding)', READ, { host: 'attacker.example' }],
  ])('the session %s', async (_what, path, headers) => {
    const cookie = await sessionCookie();
    const method = path === '/metrics' ? 'GET' : 'POST';
    const { status } = await send(local, method, path, { ...JSON_TYPE, cookie, ...headers });
    expect(status).toBe(403);
  });

  test('the page is refused under another name (DNS rebinding)', async () => {
    const { status, cookie } = await send(local, 'GET', '/', { host: 'attacker.example' });
    expect([status, cookie]).toEqual([403, undefined]);
  });

  test('a made-up session is none', async () => {
    const cookie = `perennial_session=${'A'.repeat(43)}`;
    expect((await send(local, 'POST', READ, { ...JSON_TYPE, cookie })).status).toBe(401);
  });
});

describe('bound elsewhere', () => {
  test('the page comes without a session, and its calls need a key', async () => {
    const page = await send(bound, 'GET', '/', { host: 'perennial.example' });
    expect([page.status, page.cookie]).toEqual([200, undefined]);
    expect((await send(bound, 'POST', READ, JSON_TYPE)).status).toBe(401);
  });
});

describe('the files of the page', () => {
  test('may load nothing from elsewhere, be framed nowhere, and name all they need', async () => {
    const response = await fetch(`${bound.url}/`);
    const policy = response.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'; script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    const html = await response.text();
    const named = [...html.matchAll(/(?:src|href)="(\/page\/[^"]+)"/g)].map(([, path = '']) => path);
    const statuses = await Promise.all(named.map(async (path) => (await fetch(bound.url + path)).status));
    expect(named.length).toBeGreaterThan(3);
    expect(new Set(statuses)).toEqual(new Set([200]));
  });

  test.each(['/page/../gateway.ts', '/page/%2e%2e/gateway.ts', '/page/page.test.ts', '/page/'])(
    '%s is none of them',
    async (path) => {
      expect((await send(bound, 'GET', path, {})).status).toBe(404);
    },
  );

  test('are not sent again while they are the same', async () => {
    const etag = (await fetch(`${bound.url}/page/page.js`)).headers.get('etag') ?? '';
    const again = await fetch(`${bound.url}/page/page.js`, { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
  });
});

describe('for operators', () => {
  test('health and readiness answer without a key, metrics with a secret one', async () => {
    const statuses = await Promise.all(
      ['/healthz', '/readyz', '/metrics'].map(async (path) => (await fetch(bound.url + path)).status),
    );
    expect(statuses).toEqual([200, 200, 401]);
    const headers = { authorization: `Bearer ${bound.secretKey}` };
    expect(await (await fetch(`${bound.url}/metrics`, { headers })).text()).toBe('# metrics\n');
  });

  test('a fit request id comes back, any other is replaced', async () => {
    const idOf = async (id: string) =>
      (await fetch(`${bound.url}/healthz`, { headers: { 'x-request-id': id } })).headers.get('x-request-id');
    expect(await idOf('abc-1')).toBe('abc-1');
    expect(await idOf('a b<script>')).toMatch(/^[0-9a-f-]{36}$/);
  });
});
