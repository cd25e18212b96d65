import { TenantsService } from '@perennial/contracts/gen/perennial/ingestion/v1/tenants_service_pb';
import { pastOf, SampleShop, type ShopOptions } from '@perennial/sample-shop';
import type { Connection } from '../connection/connection.ts';
import { ItemSender, type Sent } from './send-items.ts';

const NAME = 'Sample shop';
const TIME_ZONE = 'Europe/Berlin';

/** Gives a shop without orders its name and time zone; one that has its own keeps them. */
async function nameShop(connection: Connection, signal: AbortSignal): Promise<void> {
  const client = connection.client(TenantsService);
  const { tenant } = await client.getTenant({}, { signal });
  if (tenant?.name !== '') return;
  await client.updateTenant({ tenant: { ...tenant, name: NAME, timeZone: TIME_ZONE } }, { signal });
}

export interface FillOptions {
  connection: Connection;
  shop: ShopOptions;
  signal: AbortSignal;
  /** Told the share that is sent, 0..1. */
  onProgress: (share: number) => void;
}

/**
 * Sends the past of the sample shop through the doors of a server. The same options send the same ids: a second run, or one after
 * a kill, adds only what is missing. Gives the shop, which can go on living, and what was sent.
 */
export async function fillShop(options: FillOptions): Promise<{ shop: SampleShop; sent: Sent }> {
  const { connection, signal } = options;
  const { fromMs, toMs } = options.shop;
  await nameShop(connection, signal);
  const shop = new SampleShop(options.shop);
  const sender = new ItemSender(connection, signal);
  for (const item of pastOf(shop, options.shop)) {
    signal.throwIfAborted();
    await sender.add(item);
    options.onProgress((item.timeMs - fromMs) / (toMs - fromMs));
  }
  const sent = await sender.finish();
  options.onProgress(1);
  return { shop, sent };
}
