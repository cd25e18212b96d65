import { expect, test } from '@jest/globals';
import { TenantsService } from '@perennial/contracts/gen/perennial/ingestion/v1/tenants_service_pb';
import { createInMemoryTransport, createServiceClient, silentLogger, tenantOf } from '@perennial/runtime';
import { askedSettings } from './asked-settings.ts';

/** An ingestion that knows the currency of each tenant, counts how often it is asked, and can be down. */
function startedIngestion() {
  const state = { down: false, asked: 0, currency: 'GBP', nowMs: 0 };
  const transport = createInMemoryTransport({
    logger: silentLogger(),
    routes: (router) =>
      router.service(TenantsService, {
        getTenant: (_request, context) => {
          state.asked += 1;
          if (state.down) throw new Error('down');
          return { tenant: { currency: state.currency, timeZone: `Zone/${tenantOf(context)}` } };
        },
      }),
  });
  const client = createServiceClient(TenantsService, transport);
  return { state, settings: askedSettings(client, () => state.nowMs) };
}

test('settings are asked for by tenant, and again after 3 s', async () => {
  const { state, settings } = startedIngestion();
  expect(await settings('a')).toEqual({ currency: 'GBP', timeZone: 'Zone/a' });
  expect(await settings('b')).toEqual({ currency: 'GBP', timeZone: 'Zone/b' });
  state.currency = 'CHF';
  state.nowMs = 2_999;
  expect((await settings('a')).currency).toBe('GBP');
  expect(state.asked).toBe(2);
  state.nowMs = 3_000;
  expect((await settings('a')).currency).toBe('CHF');
});

test('while ingestion is down the last ones hold, and a tenant never heard of is an error', async () => {
  const { state, settings } = startedIngestion();
  await settings('a');
  state.down = true;
  state.nowMs = 60_000;
  expect((await settings('a')).currency).toBe('GBP');
  await expect(settings('b')).rejects.toThrow();
  state.down = false;
  expect((await settings('b')).currency).toBe('GBP');
});
