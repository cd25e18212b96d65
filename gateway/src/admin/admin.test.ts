import { Code, createClient } from '@connectrpc/connect';
import { createConnectTransport } from '@connectrpc/connect-node';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parkDeadLetter } from '@perennial/bus';
import { intakeSubject } from '@perennial/contracts';
import { DeadLettersService } from '@perennial/contracts/gen/perennial/admin/v1/dead_letters_service_pb';
import { KeyKind, KeysService } from '@perennial/contracts/gen/perennial/admin/v1/keys_service_pb';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

let gateway: TestGateway;
let strangerKey: string;

beforeEach(async () => {
  gateway = await startTestGateway();
  strangerKey = (await gateway.gateway.keys.create('shop-b', 'secret', 'theirs')).secret;
});
afterEach(() => gateway.stop());

function transport(key: string) {
  return createConnectTransport({
    baseUrl: gateway.url,
    httpVersion: '1.1',
    interceptors: [
      (next) => (request) => {
        request.header.set('perennial-key', key);
        return next(request);
      },
    ],
  });
}

const keys = (key = gateway.secretKey) => createClient(KeysService, transport(key));
const letters = (key = gateway.secretKey) => createClient(DeadLettersService, transport(key));

async function park(tenant: string, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const message = {
      subject: intakeSubject(tenant, 0),
      sequence: n + 1,
      partition: 0,
      id: `${tenant}-${n}`,
      headers: {},
      data: new Uint8Array([n]),
      publishedAtMs: 0,
    };
    const reason = new Error('broken');
    await parkDeadLetter(gateway.bus, {
      stream: 'INTAKE',
      tenant,
      message,
      consumer: `reader-${tenant}`,
      attempts: 3,
      firstError: reason,
      lastError: reason,
      parkedAtMs: 1_000,
    });
  }
}

describe('keys', () => {
  test('are made, used, listed without secret, and end at once', async () => {
    const { key, secret } = await keys().createKey({ kind: KeyKind.SECRET, name: 'CRM' });
    const { keys: listed } = await keys(secret).listKeys({});
    expect(listed.map(({ name }) => name)).toContain('CRM');
    expect(JSON.stringify(listed, (_, value) => (typeof value === 'bigint' ? 0 : value))).not.toContain(
      secret,
    );
    const revoked = await keys().revokeKey({ keyId: key?.keyId ?? '' });
    expect(revoked.key?.revokeTime).toBeDefined();
    await expect(keys(secret).listKeys({})).rejects.toMatchObject({ code: Code.Unauthenticated });
  });

  test('come in pages that hold each key once', async () => {
    for (let n = 0; n < 5; n += 1) {
      gateway.advance(n % 2);
      await keys().createKey({ kind: KeyKind.PUBLIC_WRITE, name: `key ${n}` });
    }
    const seen: string[] = [];
    let pageToken = '';
    do {
      const page = await keys().listKeys({ pageSize: 2, pageToken });
      seen.push(...page.keys.map(({ keyId }) => keyId));
      pageToken = page.nextPageToken;
    } while (pageToken !== '');
    expect([seen.length, new Set(seen).size]).toEqual([7, 7]);
  });

  test('of another tenant are not found', async () => {
    const { key } = await keys().createKey({ kind: KeyKind.SECRET, name: 'ours' });
    const revoke = keys(strangerKey).revokeKey({ keyId: key?.keyId ?? '' });
    await expect(revoke).rejects.toMatchObject({ code: Code.NotFound });
    const { keys: theirs } = await keys(strangerKey).listKeys({});
    expect(theirs.map(({ name }) => name)).toEqual(['theirs']);
  });

  test('refuse a page token of another tenant', async () => {
    const { nextPageToken } = await keys().listKeys({ pageSize: 1 });
    const call = keys(strangerKey).listKeys({ pageToken: nextPageToken });
    await expect(call).rejects.toMatchObject({ code: Code.InvalidArgument });
  });
});

describe('dead letters', () => {
  test('are listed in pages, replayed one by one or all, and discarded', async () => {
    await park('shop-a', 5);
    const first = await letters().listDeadLetters({ pageSize: 3 });
    const second = await letters().listDeadLetters({ pageSize: 3, pageToken: first.nextPageToken });
    expect([first.deadLetters.length, second.deadLetters.length, second.nextPageToken]).toEqual([3, 2, '']);
    expect(first.deadLetters[0]).toMatchObject({ stream: 'INTAKE', attempts: 3, sizeBytes: 1 });
    const [one, two] = first.deadLetters.map(({ sequence }) => sequence);
    await letters().discardDeadLetter({ sequence: one ?? 0n });
    expect(await letters().replayDeadLetters({ sequences: [two ?? 0n] })).toMatchObject({ replayedCount: 1 });
    expect(await letters().replayDeadLetters({})).toMatchObject({ replayedCount: 3 });
    expect((await letters().listDeadLetters({})).deadLetters).toEqual([]);
    expect((await gateway.bus.state('INTAKE')).messages).toBe(4);
  });

  test('of another tenant are neither seen nor touched', async () => {
    await park('shop-a', 1);
    const [letter] = (await letters().listDeadLetters({})).deadLetters;
    const stranger = letters(strangerKey);
    expect((await stranger.listDeadLetters({})).deadLetters).toEqual([]);
    expect(await stranger.replayDeadLetters({})).toMatchObject({ replayedCount: 0 });
    const sequence = letter?.sequence ?? 0n;
    const notFound = { code: Code.NotFound };
    await expect(stranger.replayDeadLetters({ sequences: [sequence] })).rejects.toMatchObject(notFound);
    await expect(stranger.discardDeadLetter({ sequence })).rejects.toMatchObject(notFound);
    expect((await letters().listDeadLetters({})).deadLetters).toHaveLength(1);
  });
});
