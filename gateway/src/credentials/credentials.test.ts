import { afterEach, describe, expect, test } from '@jest/globals';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

const opened: TestGateway[] = [];

async function open(...args: Parameters<typeof startTestGateway>): Promise<TestGateway> {
  const gateway = await startTestGateway(...args);
  opened.push(gateway);
  return gateway;
}
afterEach(async () => {
  await Promise.all(opened.splice(0).map((gateway) => gateway.stop()));
});

function track(gateway: TestGateway, headers: Record<string, string>, body = '{}', path = '/v1/track') {
  return fetch(gateway.url + path, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

async function outcome(response: Response) {
  const { details } = (await response.json()) as { details?: { reason: string }[] };
  return [response.status, details?.[0]?.reason];
}

const basic = (user: string) => `Basic ${Buffer.from(`${user}:`).toString('base64')}`;
const GUESS = `sk_live_${'0'.repeat(43)}`;

describe('a key is taken', () => {
  test.each([
    ['as bearer token', (key: string) => ({ headers: { authorization: `Bearer ${key}` } })],
    ['as user of HTTP Basic', (key: string) => ({ headers: { authorization: basic(key) } })],
    ['in the header perennial-key', (key: string) => ({ headers: { 'perennial-key': key } })],
    ['as writeKey of the body', (key: string) => ({ headers: {}, body: JSON.stringify({ writeKey: key }) })],
  ])('%s', async (_where, request) => {
    const gateway = await open();
    const { headers, body } = { body: '{}', ...request(gateway.publicKey) };
    expect((await track(gateway, headers, body)).status).toBe(200);
    expect(gateway.delivered[0]?.request.publicKey).toBe(true);
  });
});

describe('a key is refused', () => {
  test.each([
    ['that is missing', {}, 'KEY_MISSING'],
    ['that nobody has', { authorization: `Bearer ${GUESS}` }, 'KEY_UNKNOWN'],
    ['that has no form of a key', { authorization: 'Bearer {"$ne":null}' }, 'KEY_UNKNOWN'],
  ])('%s', async (_what, headers, reason) => {
    const gateway = await open();
    expect(await outcome(await track(gateway, headers))).toEqual([401, reason]);
  });

  test('that is public, at the doors of the shop and at every RPC', async () => {
    const gateway = await open();
    const headers = { authorization: `Bearer ${gateway.publicKey}` };
    expect(await outcome(await track(gateway, headers, '{}', '/v1/orders'))).toEqual([
      403,
      'KEY_NOT_ALLOWED',
    ]);
    const response = await track(gateway, headers, '{}', '/perennial.scoring.v1.ScoringService/GetRfmPanel');
    expect(response.status).toBe(403);
  });

  test('once it is revoked: here at once, elsewhere when the cache has passed', async () => {
    const gateway = await open();
    const headers = { authorization: `Bearer ${gateway.secretKey}` };
    expect((await track(gateway, headers)).status).toBe(200);
    const [key] = (await gateway.gateway.keys.list('shop-a', 10)).filter(({ kind }) => kind === 'secret');
    await gateway.gateway.keys.revoke('shop-a', key?.keyId ?? '');
    expect((await track(gateway, headers)).status).toBe(200);
    gateway.advance(5_001);
    expect((await track(gateway, headers)).status).toBe(401);
  });
});

describe('a key that was made elsewhere', () => {
  test('works from the start, however often it is told', async () => {
    const gateway = await open();
    const { keys } = gateway.gateway;
    await keys.keep('shop-b', GUESS, 'first key');
    await keys.keep('shop-b', GUESS, 'first key');
    expect(await keys.list('shop-b', 10)).toHaveLength(1);
    expect((await track(gateway, { authorization: `Bearer ${GUESS}` })).status).toBe(200);
  });

  test('stays revoked when it is told again', async () => {
    const gateway = await open();
    const { keys } = gateway.gateway;
    await keys.keep('shop-b', GUESS, 'first key');
    const [key] = await keys.list('shop-b', 1);
    await keys.revoke('shop-b', key?.keyId ?? '');
    await keys.keep('shop-b', GUESS, 'first key');
    expect((await track(gateway, { authorization: `Bearer ${GUESS}` })).status).toBe(401);
  });
});

describe('what is stored of a key', () => {
  test('is a hash: the secret stands nowhere', async () => {
    const gateway = await open();
    const { key, secret } = await gateway.gateway.keys.create('shop-a', 'secret', 'one');
    expect(secret).toMatch(/^sk_live_[0-9A-Za-z]{43}$/);
    expect(JSON.stringify(key)).not.toContain(secret.slice(16));
    expect(key.hash).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('limits', () => {
  test('a key that calls too often waits as long as Retry-After says', async () => {
    const gateway = await open({ secretKeyRate: { burst: 2, perSecond: 0.5 } });
    const headers = { authorization: `Bearer ${gateway.secretKey}` };
    const statuses = [];
    for (let i = 0; i < 3; i += 1) statuses.push((await track(gateway, headers)).status);
    expect(statuses).toEqual([200, 200, 429]);
    const refused = await track(gateway, headers);
    expect(refused.headers.get('retry-after')).toBe('2');
    gateway.advance(2_000);
    expect((await track(gateway, headers)).status).toBe(200);
  });

  test('an address that guesses keys is slowed down, and good keys from it still work', async () => {
    const gateway = await open({ badCredentialRate: { burst: 2, perSecond: 0.01 } });
    const guess = () => track(gateway, { authorization: `Bearer ${GUESS}` });
    expect([(await guess()).status, (await guess()).status, (await guess()).status]).toEqual([401, 401, 429]);
    expect((await track(gateway, { authorization: `Bearer ${gateway.secretKey}` })).status).toBe(200);
  });
});
