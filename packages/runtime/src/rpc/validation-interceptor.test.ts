import { Code, ConnectError, createClient } from '@connectrpc/connect';
import { afterEach, describe, expect, test } from '@jest/globals';
import { BadRequestSchema, ErrorInfoSchema } from '@perennial/contracts/gen/google/rpc/error_details_pb';
import { TenantsService } from '@perennial/contracts/gen/perennial/ingestion/v1/tenants_service_pb';
import { createNetworkTransport } from '../clients/transports.ts';
import { forTenant } from '../tenant/tenant-context.ts';
import { closeTestServers, startTestServer } from '../testing/test-server.ts';

afterEach(closeTestServers);

async function updateTenant(tenant: {
  currency?: string;
  exchangeRates?: { currency: string; rate: number }[];
}) {
  const { url } = await startTestServer();
  const client = createClient(TenantsService, createNetworkTransport({ baseUrl: url }));
  return client.updateTenant({ tenant }, forTenant('shop-1'));
}

describe('rules on fields', () => {
  test('let a valid request through', async () => {
    expect((await updateTenant({ currency: 'EUR' })).tenant?.currency).toBe('EUR');
  });

  test('refuse a request with every broken rule, its path and a sentence', async () => {
    const call = updateTenant({ currency: 'euro', exchangeRates: [{ currency: 'USD', rate: -1 }] });
    const error = ConnectError.from(await call.catch((thrown: unknown) => thrown));
    expect(error.code).toBe(Code.InvalidArgument);
    expect(error.findDetails(ErrorInfoSchema)[0]).toMatchObject({
      reason: 'REQUEST_INVALID',
      domain: 'perennial',
    });
    const violations = error.findDetails(BadRequestSchema)[0]?.fieldViolations ?? [];
    expect(violations.map((violation) => [violation.field, violation.reason])).toEqual([
      ['tenant.currency', 'string.pattern'],
      ['tenant.exchange_rates[0].rate', 'double.gt'],
    ]);
    for (const violation of violations) expect(violation.description).not.toBe('');
  });
});
