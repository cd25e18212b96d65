import { setTimeout as delay } from 'node:timers/promises';
import { CustomersService } from '@perennial/contracts/gen/perennial/ingestion/v1/customers_service_pb';
import type { CommandContext } from '../commands/command.ts';

const ASK_EVERY_MS = 100;

/** Waits until everything that the server has accepted so far is in customers and figures. */
export async function workedIn({ connection, signal }: CommandContext): Promise<void> {
  const client = connection.client(CustomersService);
  for (;;) {
    const { intakeLag } = await client.getShopSummary({}, { signal });
    if (intakeLag === 0n) return;
    await delay(ASK_EVERY_MS, undefined, { signal });
  }
}
