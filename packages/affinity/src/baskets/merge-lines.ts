import { groupByKey } from './grouping.ts';

/** Pieces of each product by basket, products in rising order. */
export interface BasketPieces {
  /** Those of a basket are the places `start[basket] … start[basket + 1] - 1`. */
  readonly start: Uint32Array;
  readonly product: Uint32Array;
  readonly pieces: Int32Array;
}

/** Puts the lines of each basket in the order of their products, those of one product together. */
export function mergeLines(
  basket: Uint32Array,
  product: Uint32Array,
  pieces: Int32Array,
  counts: { baskets: number; products: number },
): BasketPieces {
  const byProduct = groupByKey(product, counts.products).member;
  const lines = groupByKey(basket, counts.baskets, byProduct);
  const merged = { product: new Uint32Array(product.length), pieces: new Int32Array(product.length) };
  const start = new Uint32Array(counts.baskets + 1);
  let end = 0;
  for (let each = 0; each < counts.baskets; each += 1) {
    const first = end;
    for (let place = lines.start[each] as number; place < (lines.start[each + 1] as number); place += 1) {
      const line = lines.member[place] as number;
      const isSame = end > first && merged.product[end - 1] === product[line];
      if (!isSame) merged.product[end++] = product[line] as number;
      merged.pieces[end - 1] = (merged.pieces[end - 1] as number) + (pieces[line] as number);
    }
    start[each + 1] = end;
  }
  return { start, product: merged.product.subarray(0, end), pieces: merged.pieces.subarray(0, end) };
}

/** Baskets that still hold something, and what they hold. */
export function keepPieces({ start, product, pieces }: BasketPieces): {
  kept: Uint32Array;
  contents: { start: Uint32Array; member: Uint32Array };
} {
  const kept: number[] = [];
  const starts = [0];
  const member = new Uint32Array(product.length);
  let end = 0;
  for (let basket = 0; basket + 1 < start.length; basket += 1) {
    const first = end;
    for (let place = start[basket] as number; place < (start[basket + 1] as number); place += 1)
      if ((pieces[place] as number) > 0) member[end++] = product[place] as number;
    if (end === first) continue;
    kept.push(basket);
    starts.push(end);
  }
  return {
    kept: Uint32Array.from(kept),
    contents: { start: Uint32Array.from(starts), member: member.subarray(0, end) },
  };
}
