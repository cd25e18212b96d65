import { setTimeout as delay } from 'node:timers/promises';
import { CustomersService } from '@perennial/contracts/gen/perennial/ingestion/v1/customers_service_pb';
import type { CommandContext } from '../commands/command.ts';
import { shareBar } from '../output/share-bar.ts';

const ASK_EVERY_MS = 100;

/** Messages of the log that are accepted and not yet in customers and figures. */
async function waiting({ connection, signal }: CommandContext): Promise<number> {
  const { intakeLag } = await connection.client(CustomersService).getShopSummary({}, { signal });
  return Number(intakeLag);
}

/** Waits until everything that the server has accepted so far is in customers and figures; shows how much of it is. */
export async function workedIn(context: CommandContext): Promise<void> {
  let most = await waiting(context);
  if (most === 0) return;
  const bar = shareBar(context.terminal, 'Working in');
  try {
    for (let left = most; left > 0; left = await waiting(context)) {
      most = Math.max(most, left);
      bar.show(1 - left / most);
      await delay(ASK_EVERY_MS, undefined, { signal: context.signal });
    }
    bar.show(1);
  } finally {
    bar.stop();
  }
}
