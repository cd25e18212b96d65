import { setImmediate as nextTurn } from 'node:timers/promises';
import { Code, ConnectError, createClient } from '@connectrpc/connect';
import { createConnectTransport } from '@connectrpc/connect-node';
import { afterEach, expect, test } from '@jest/globals';
import { SegmentationService } from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';
import { TENANT_HEADER } from '../tenant/tenant-id.ts';
import { captureLog } from '../testing/captured-log.ts';
import { closeTestServers, startTestServer } from '../testing/test-server.ts';

afterEach(closeTestServers);

test('a stream whose caller leaves is told so where it stands, which is no unexpected error', async () => {
  const { logger, lines } = captureLog();
  const told = Promise.withResolvers<unknown>();
  async function* exportMembers() {
    try {
      for (;;) {
        await nextTurn();
        yield { csv: new Uint8Array(1024) };
      }
    } catch (thrown) {
      told.resolve(thrown);
      throw thrown;
    }
  }
  const { url } = await startTestServer(
    {},
    { logger, routes: (router) => router.service(SegmentationService, { exportMembers }) },
  );
  const leaving = new AbortController();
  const pieces = createClient(
    SegmentationService,
    createConnectTransport({ baseUrl: url, httpVersion: '1.1' }),
  ).exportMembers(
    { audience: { audience: { case: 'segmentId', value: 'all' } }, columns: ['orders'] },
    { headers: { [TENANT_HEADER]: 'shop-1' }, signal: leaving.signal },
  );
  const taking = (async () => {
    for await (const _ of pieces) leaving.abort();
  })();
  await expect(taking).rejects.toThrow('aborted');
  expect(ConnectError.from(await told.promise)).toMatchObject({
    code: Code.Canceled,
    rawMessage: 'the caller has left',
  });
  await nextTurn();
  expect(lines.filter(({ level }) => level === 'error')).toEqual([]);
});
