import type { TopList } from './top-list.ts';

/** For each product the products that go with it most, strongest first: those of product p are the places `start[p] … start[p + 1] - 1`. */
export interface RelatedProducts {
  readonly start: Uint32Array;
  readonly product: Uint32Array;
  /** How strongly, by the measure of the list; comparable within one list. */
  readonly strength: Float64Array;
  /** What was counted: baskets or customers that have both. */
  readonly count: Uint32Array;
  /** Observed over expected, drawn towards 1 while little is expected. */
  readonly lift: Float64Array;
}

/** A relation of two products. */
export interface Relation {
  product: number;
  strength: number;
  count: number;
  lift: number;
}

/** What is related to a product, strongest first. */
export function* relationsOf(related: RelatedProducts, product: number): Generator<Relation> {
  for (
    let place = related.start[product] as number;
    place < (related.start[product + 1] as number);
    place += 1
  )
    yield {
      product: related.product[place] as number,
      strength: related.strength[place] as number,
      count: related.count[place] as number,
      lift: related.lift[place] as number,
    };
}

/** Puts the lists of all products into columns. */
export function columnsOf(
  lists: readonly TopList[],
  liftOf: (product: number, other: number, count: number) => number,
): RelatedProducts {
  const size = lists.reduce((sum, { length }) => sum + length, 0);
  const related = {
    start: new Uint32Array(lists.length + 1),
    product: new Uint32Array(size),
    strength: new Float64Array(size),
    count: new Uint32Array(size),
    lift: new Float64Array(size),
  };
  let end = 0;
  for (const [product, { items, strengths, counts, length }] of lists.entries()) {
    for (let i = 0; i < length; i += 1) {
      const [other, count] = [items[i] as number, counts[i] as number];
      related.product[end] = other;
      related.strength[end] = strengths[i] as number;
      related.count[end] = count;
      related.lift[end] = liftOf(product, other, count);
      end += 1;
    }
    related.start[product + 1] = end;
  }
  return related;
}
