import type { BasketPieces } from './merge-lines.ts';

/** What came back, product by product. */
export interface ReturnedLine {
  customer: number;
  product: number;
  pieces: number;
  timeMs: number;
}

/**
 * Takes returned pieces out of what the customer bought latest before them: many shops' refunds do not say of which order they are.
 * Changes `pieces`; more than was bought cannot come back.
 */
export function takeReturns(
  baskets: BasketPieces,
  timeMs: Float64Array,
  basketsOf: Uint32Array,
  returns: readonly ReturnedLine[],
): void {
  for (const line of [...returns].sort((a, b) => a.timeMs - b.timeMs)) {
    let left = line.pieces;
    const first = basketsOf[line.customer] as number;
    for (
      let basket = (basketsOf[line.customer + 1] as number) - 1;
      left > 0 && basket >= first;
      basket -= 1
    ) {
      if ((timeMs[basket] as number) > line.timeMs) continue;
      const place = placeOf(baskets, basket, line.product);
      if (place === undefined) continue;
      const taken = Math.min(left, baskets.pieces[place] as number);
      baskets.pieces[place] = (baskets.pieces[place] as number) - taken;
      left -= taken;
    }
  }
}

/** By halves: a basket's products stand in rising order. */
function placeOf({ start, product }: BasketPieces, basket: number, wanted: number): number | undefined {
  let low = start[basket] as number;
  const end = start[basket + 1] as number;
  for (let high = end; low < high; ) {
    const middle = (low + high) >>> 1;
    if ((product[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low < end && product[low] === wanted ? low : undefined;
}
