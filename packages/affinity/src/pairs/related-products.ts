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

/** Collects the lists product by product. */
export class RelatedProductsWriter {
  private readonly start: Uint32Array;
  private readonly product: Uint32Array;
  private readonly strength: Float64Array;
  private readonly count: Uint32Array;
  private readonly lift: Float64Array;
  private end = 0;

  constructor(productCount: number, listLength: number) {
    this.start = new Uint32Array(productCount + 1);
    this.product = new Uint32Array(productCount * listLength);
    this.strength = new Float64Array(productCount * listLength);
    this.count = new Uint32Array(productCount * listLength);
    this.lift = new Float64Array(productCount * listLength);
  }

  /** Adds the next product's list. */
  add(
    product: number,
    top: TopList,
    countOf: (other: number) => number,
    liftOf: (other: number) => number,
  ): void {
    for (let i = 0; i < top.length; i += 1) {
      const other = top.items[i] as number;
      this.product[this.end] = other;
      this.strength[this.end] = top.strengths[i] as number;
      this.count[this.end] = countOf(other);
      this.lift[this.end] = liftOf(other);
      this.end += 1;
    }
    this.start[product + 1] = this.end;
  }

  written(): RelatedProducts {
    const { start, end } = this;
    return {
      start,
      product: this.product.slice(0, end),
      strength: this.strength.slice(0, end),
      count: this.count.slice(0, end),
      lift: this.lift.slice(0, end),
    };
  }
}
