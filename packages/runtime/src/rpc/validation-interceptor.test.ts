import { Code, ConnectError, type ConnectRouter, createClient } from '@connectrpc/connect';
import { afterEach, describe, expect, test } from '@jest/globals';
import { BadRequestSchema, ErrorInfoSchema } from '@perennial/contracts/gen/google/rpc/error_details_pb';
import { TenantsService } from '@perennial/contracts/gen/perennial/ingestion/v1/tenants_service_pb';
import { SegmentationService } from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';
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

  test.each([
    ['Big-Spenders', 'must be 1 to 63 of the characters a-z, 0-9, - and _; did you mean big-spenders?'],
    ['Große Käufer!', 'must be 1 to 63 of the characters a-z, 0-9, - and _; did you mean grosse-kaufer?'],
    [`${'x'.repeat(62)} y`, /; did you mean x{62}\?$/],
    ['顧客', 'must be 1 to 63 of the characters a-z, 0-9, - and _'],
    ['', 'must be 1 to 63 of the characters a-z, 0-9, - and _'],
  ])('say in words which ids there may be: %s', async (groupId, description) => {
    const routes = (router: ConnectRouter) => router.service(SegmentationService, {});
    const { url } = await startTestServer({}, { routes });
    const client = createClient(SegmentationService, createNetworkTransport({ baseUrl: url }));
    const call = client.createGroup(
      { group: { groupId, segmentIds: ['fans', 'Fans'] } },
      forTenant('shop-1'),
    );
    const error = ConnectError.from(await call.catch((thrown: unknown) => thrown));
    const [id, named] = error.findDetails(BadRequestSchema)[0]?.fieldViolations ?? [];
    expect(id?.description).toEqual(
      typeof description === 'string' ? description : expect.stringMatching(description),
    );
    expect([named?.field, named?.description]).toEqual([
      'group.segment_ids[1]',
      expect.stringContaining('did you mean fans?'),
    ]);
  });
});
