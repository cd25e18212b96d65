import type { AffinityBasis } from '@perennial/contracts/gen/perennial/prediction/v1/affinity_pb';
import { formatCount, formatTime } from '../../output/format.ts';
import type { Terminal } from '../../output/terminal.ts';

/** A product by its name, with its id; by its id where nobody told its name. */
export function productText({ productId, name }: { productId: string; name: string }): string {
  return name === '' ? productId : `${name} (${productId})`;
}

/** 2.345 as 2.3 ×. */
export function timesText(lift: number): string {
  return `${lift.toFixed(1)} ×`;
}

/** Says what it was learned from. */
export function tellLearned(terminal: Terminal, basis: AffinityBasis | undefined): void {
  if (basis === undefined || basis.baskets === 0n) return;
  const { baskets, products, learnTime } = basis;
  terminal.out(
    terminal.colors.dim(
      `learned from ${formatCount(baskets)} baskets of ${formatCount(products)} products, ${formatTime(learnTime)} UTC`,
    ),
  );
}

/** Says how to go on. */
export function tellMore(terminal: Terminal, nextPageToken: string): void {
  if (nextPageToken !== '') terminal.out(terminal.colors.dim(`more with --page-token ${nextPageToken}`));
}
