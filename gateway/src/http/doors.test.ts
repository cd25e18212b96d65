import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';
import { DOORS } from './doors.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ secretKeyRate: { burst: 1_000_000, perSecond: 1 } });
});
afterAll(() => gateway.stop());
beforeEach(() => {
  gateway.delivered.length = 0;
});

const JSON_TYPE = { 'content-type': 'application/json' };

function post(path: string, body: BodyInit, headers: Record<string, string> = {}): Promise<Response> {
  const authorization = `Bearer ${gateway.secretKey}`;
  return fetch(gateway.url + path, {
    method: 'POST',
    body,
    headers: { authorization, ...JSON_TYPE, ...headers },
  });
}

const bodies = () => gateway.delivered.map(({ request }) => Buffer.from(request.body).toString('utf8'));

describe('every HTTP door', () => {
  test.each(DOORS)('$path passes its body on for the tenant of the key', async ({ path, door, example }) => {
    const { order_id, ...rest } = example;
    const body = path.includes('{order_id}') ? rest : { order_id, ...rest };
    const response = await post(path.replace('{order_id}', '1001'), JSON.stringify(body));
    expect([response.status, await response.json()]).toEqual([200, { acceptedCount: 1, refused: [] }]);
    expect(gateway.delivered).toHaveLength(1);
    expect(gateway.delivered[0]).toMatchObject({ tenant: 'shop-a', request: { door, publicKey: false } });
  });

  test('hands the bytes over untouched', async () => {
    const body = '{ "batch": [ {"x": 1.0, "ü": "\\u00e9" } ] }';
    await post('/v1/batch', body);
    expect(bodies()).toEqual([body]);
  });

  test('answers 400 with each refused item when nothing was accepted', async () => {
    const response = await post('/v1/track', '{"event":"refuse"}');
    const refused = [
      { index: 0, messageId: '', reason: 'TEST_REFUSED', field: 'event', message: 'asked for' },
    ];
    expect([response.status, await response.json()]).toEqual([400, { acceptedCount: 0, refused }]);
  });

  test('takes POST only', async () => {
    const response = await fetch(`${gateway.url}/v1/track`);
    expect(response.status).toBe(405);
  });

  test('ignores a tenant that the caller names', async () => {
    await post('/v1/track', '{}', { 'perennial-tenant': 'shop-b' });
    expect(gateway.delivered[0]?.tenant).toBe('shop-a');
  });
});

describe('bodies', () => {
  test('compressed by gzip are taken', async () => {
    await post('/v1/track', gzipSync('{"event":"x"}'), { 'content-encoding': 'gzip' });
    expect(bodies()).toEqual(['{"event":"x"}']);
  });

  test.each([
    ['larger than the limit', 'a'.repeat(512_001), {}, 413, 'HTTP_BODY_TOO_LARGE'],
    [
      'that unpack to more than the limit',
      gzipSync(Buffer.alloc(20_000_000)),
      { 'content-encoding': 'gzip' },
      413,
      'HTTP_BODY_TOO_LARGE',
    ],
    ['that are no gzip', 'x', { 'content-encoding': 'gzip' }, 400, 'HTTP_BODY_MALFORMED'],
    ['in Latin-1', Buffer.from('{"userId":"J\u00fcrgen"}', 'latin1'), {}, 400, 'HTTP_BODY_MALFORMED'],
    ['in another encoding', 'x', { 'content-encoding': 'br' }, 415, 'CONTENT_ENCODING_UNSUPPORTED'],
    ['of another type', 'x', { 'content-type': 'text/xml' }, 415, 'CONTENT_TYPE_UNSUPPORTED'],
  ])('%s are refused', async (_title, body, headers: Record<string, string>, status, reason) => {
    const response = await post('/v1/track', body, headers);
    expect([response.status, await response.json()]).toMatchObject([status, { details: [{ reason }] }]);
    expect(gateway.delivered).toEqual([]);
  });

  test('of unknown length stop being read at the limit', async () => {
    const chunk = new Uint8Array(100_000);
    let chunks = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        chunks += 1;
        controller.enqueue(chunk);
        if (chunks === 1_000) controller.close();
      },
    });
    const headers = { ...JSON_TYPE, authorization: `Bearer ${gateway.secretKey}` };
    const init = { method: 'POST', headers, body: endless, duplex: 'half' };
    const status = await fetch(`${gateway.url}/v1/track`, init).then(
      (response) => response.status,
      () => 'cut off',
    );
    expect([413, 'cut off']).toContain(status);
    expect(chunks).toBeLessThan(200);
  });
});

describe('the order of a path', () => {
  test('is put into the body', async () => {
    await post('/v1/orders/A%2F7/refunds', '{"refund_id":"r"}');
    await post('/v1/orders/A%2F7/cancel', '');
    expect(bodies().map((body) => JSON.parse(body))).toEqual([
      { refund_id: 'r', order_id: 'A/7' },
      { order_id: 'A/7' },
    ]);
  });

  test('must not contradict the body', async () => {
    const response = await post('/v1/orders/7/refunds', '{"order_id":"8"}');
    expect(await response.json()).toMatchObject({ details: [{ reason: 'ORDER_ID_CONFLICT' }] });
  });
});
