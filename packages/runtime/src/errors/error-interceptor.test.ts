import { Code, ConnectError, createClient } from '@connectrpc/connect';
import { afterEach, describe, expect, test } from '@jest/globals';
import { ErrorInfoSchema } from '@perennial/contracts/gen/google/rpc/error_details_pb';
import { CatalogueService } from '@perennial/contracts/gen/perennial/ingestion/v1/catalogue_service_pb';
import { createNetworkTransport } from '../clients/transports.ts';
import { forTenant } from '../tenant/tenant-context.ts';
import { captureLog } from '../testing/captured-log.ts';
import { closeTestServers, startTestServer, type TestHandlers } from '../testing/test-server.ts';
import { runtimeErrors } from './runtime-errors.ts';

afterEach(closeTestServers);

async function failureOf(getProduct: TestHandlers['getProduct'] & {}) {
  const { logger, lines } = captureLog();
  const { url } = await startTestServer({ getProduct }, { logger });
  const client = createClient(CatalogueService, createNetworkTransport({ baseUrl: url }));
  const error = await client.getProduct({ productId: 'p' }, forTenant('shop-1')).catch(ConnectError.from);
  if (!(error instanceof ConnectError)) throw new Error('the call did not fail');
  return { error, lines };
}

describe('what a handler throws', () => {
  test('from the catalogue arrives with its reason and is not logged', async () => {
    const { error, lines } = await failureOf(() => {
      throw runtimeErrors.TENANT_INVALID();
    });
    expect(error.code).toBe(Code.InvalidArgument);
    expect(error.findDetails(ErrorInfoSchema)[0]?.reason).toBe('TENANT_INVALID');
    expect(lines).toEqual([]);
  });

  test.each([
    ['an Error', new Error('connection string of the database')],
    [
      'an internal ConnectError without reason',
      new ConnectError('connection string of the database', Code.Internal),
    ],
    ['a string', 'connection string of the database'],
  ])(
    'unexpectedly, %s is sent as "internal" without text and logged once with tenant and RPC',
    async (_, thrown) => {
      const { error, lines } = await failureOf(() => {
        throw thrown;
      });
      expect(error.code).toBe(Code.Internal);
      expect(error.rawMessage).toBe('internal error');
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatchObject({
        level: 'error',
        msg: 'unexpected error',
        tenant: 'shop-1',
        operation: 'perennial.ingestion.v1.CatalogueService/GetProduct',
      });
      expect(JSON.stringify(lines[0])).toContain('connection string');
    },
  );
});
