import { setTimeout as delay } from 'node:timers/promises';
import type { SampleShop } from '@perennial/sample-shop';
import type { Connection } from '../connection/connection.ts';
import { ItemSender } from './send-items.ts';

/** Mean time between two visits; real gaps vary between a half and one and a half of it. */
const VISIT_EVERY_MS = 2_500;
/** A visit is told when it is over, so that none of its steps lies in the future. */
const TELL_AFTER_MS = 15 * 60_000;

export interface LiveOptions {
  connection: Connection;
  shop: SampleShop;
  signal: AbortSignal;
  /** Tells this run from others. */
  run: string;
  now: () => number;
  /** In [0, 1). */
  random: () => number;
}

/** Lets the sample shop live on in real time until the signal aborts; rejects when the server is gone. */
export async function liveOn(options: LiveOptions): Promise<void> {
  const { connection, shop, signal, run, now, random } = options;
  shop.startRun(run);
  while (!signal.aborted) {
    const sender = new ItemSender(connection, signal);
    for (const item of shop.moment(now() - TELL_AFTER_MS)) await sender.add(item);
    await sender.finish();
    await delay(VISIT_EVERY_MS * (0.5 + random()), undefined, { signal }).catch(() => undefined);
  }
}
