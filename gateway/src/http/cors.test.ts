import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

let open: TestGateway;
let listed: TestGateway;

beforeAll(async () => {
  open = await startTestGateway();
  listed = await startTestGateway({ trackingOrigins: ['https://shop.example'] });
});
afterAll(() => Promise.all([open.stop(), listed.stop()]));

function preflight(gateway: TestGateway, path: string, origin: string): Promise<Response> {
  const headers = { origin, 'access-control-request-method': 'POST' };
  return fetch(gateway.url + path, { method: 'OPTIONS', headers });
}

const allowed = (response: Response) => response.headers.get('access-control-allow-origin');

test('any origin may call the tracking doors, unless the origins are listed', async () => {
  const [any, shop, other] = await Promise.all([
    preflight(open, '/v1/track', 'https://other.example'),
    preflight(listed, '/v1/track', 'https://shop.example'),
    preflight(listed, '/v1/track', 'https://other.example'),
  ]);
  expect([any.status, allowed(any), allowed(shop), allowed(other)]).toEqual([
    204,
    '*',
    'https://shop.example',
    null,
  ]);
});

test('no page of another origin may call the doors of the shop or an RPC', async () => {
  const answers = await Promise.all([
    preflight(open, '/v1/orders', 'https://other.example'),
    preflight(open, '/perennial.scoring.v1.ScoringService/GetRfmPanel', 'https://other.example'),
  ]);
  expect(answers.map(allowed)).toEqual([null, null]);
});

test('a browser can read a refusal, too', async () => {
  const headers = { origin: 'https://any.example', 'content-type': 'application/json' };
  const response = await fetch(`${open.url}/v1/track`, { method: 'POST', body: '{}', headers });
  expect([response.status, allowed(response)]).toEqual([401, '*']);
});

test('credentials of the browser are never asked for: no cookie can reach a door', async () => {
  const response = await preflight(open, '/v1/track', 'https://any.example');
  expect(response.headers.get('access-control-allow-credentials')).toBeNull();
});
