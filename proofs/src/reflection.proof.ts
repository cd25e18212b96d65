import { GrpcClient } from './grpc-client.ts';
import { atLeast, exactly, type Figure, measured, type Proof } from './proof.ts';
import { startShop, temporaryFolder } from './shop-process.ts';

export const proof: Proof = {
  name: 'reflection',
  title: 'a plain @grpc/grpc-js client finds the services by reflection, calls one, and gets typed errors',
  short: true,
  async run(): Promise<Figure[]> {
    const folder = temporaryFolder();
    const shop = await startShop(folder.path);
    try {
      const client = new GrpcClient(shop.url, shop.key);
      const services = await client.listServices();
      const ours = services.filter((service) => service.startsWith('perennial.'));
      const panel = await client.call('perennial.scoring.v1.ScoringService', 'GetRfmPanel', {});
      const refused = await client.refusal('perennial.scoring.v1.ScoringService', 'GetRfmPanel', {
        schemeId: 'No Such Scheme!',
      });
      const missing = await client.refusal('perennial.ingestion.v1.CustomersService', 'GetCustomer', {
        customerId: 'nobody',
      });
      client.close();
      return [
        atLeast('services of ours', ours.length, 7),
        measured('services', services.join(' ')),
        exactly('cells of the panel', (panel['cells'] as unknown[]).length, 27),
        exactly('bad input: code', refused.code, 'INVALID_ARGUMENT'),
        exactly('bad input: field', refused.fields.join(','), 'scheme_id'),
        measured('bad input: reason', refused.reason),
        exactly('unknown customer: code', missing.code, 'NOT_FOUND'),
        exactly('unknown customer: reason', missing.reason, 'CUSTOMER_NOT_FOUND'),
      ];
    } finally {
      await shop.stop();
      folder.dispose();
    }
  },
};
