import { fillShop } from '../demo/fill-shop.ts';
import { liveOn } from '../demo/live-shop.ts';
import { shopUntilToday } from '../demo/shop-options.ts';
import { EXIT } from '../output/exit-code.ts';
import { formatCount, formatSeconds } from '../output/format.ts';
import { shareBar } from '../output/share-bar.ts';
import type { Command } from './command.ts';

export interface DemoOptions {
  customers: number;
  days: number;
  seed: number;
  /** Lets the shop live on in real time afterwards. */
  live?: boolean;
}

/** Fills a shop with the sample shop's past, through the same doors as a real one. */
export const demo: Command<DemoOptions> = async ({ connection, terminal, signal }, options) => {
  const startedAtMs = performance.now();
  const bar = shareBar(terminal, 'Sample shop');
  const onProgress = bar.show;
  const filling = { connection, shop: shopUntilToday(Date.now(), options), signal, onProgress };
  const { shop, sent } = await fillShop(filling).finally(() => bar.stop());
  const seconds = (performance.now() - startedAtMs) / 1000;
  const itemsPerSecond = Math.round(sent.accepted / seconds);
  if (terminal.json) {
    const figures = { acceptedCount: sent.accepted, refusedCount: sent.refused };
    terminal.out(JSON.stringify({ ...figures, seconds, itemsPerSecond }));
  } else {
    terminal.out(
      `${formatCount(sent.accepted)} items in ${formatSeconds(seconds)} (${formatCount(itemsPerSecond)}/s), ${formatCount(sent.refused)} refused`,
    );
  }
  if (options.live) {
    if (!terminal.json) terminal.out('The shop lives on; Ctrl-C ends it.');
    const run = Date.now().toString(36);
    await liveOn({ connection, shop, signal, run, now: Date.now, random: Math.random });
  }
  return sent.refused > 0 ? EXIT.partlyRefused : EXIT.ok;
};
