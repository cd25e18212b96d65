/** With more codes than this a line, those that occur are listed and found by bisection. */
const SPARSE_CODES = 2;

/** Places `start … end - 1`. */
export interface Places {
  start: number;
  end: number;
}

/** Where the lines of each product lie among lines that are by product. */
export class ProductStarts {
  /** Products that occur, ascending; undefined where every code has its own place in `starts`. */
  private readonly products: Uint32Array | undefined;
  /** By place, and where the last ends. */
  private readonly starts: Uint32Array;

  /** @param products of the lines, one after the other: ascending */
  constructor(products: Uint32Array) {
    const codes = products.length === 0 ? 0 : products[products.length - 1] + 1;
    if (codes > products.length * SPARSE_CODES) {
      this.starts = startsOfProducts(products);
      this.products = this.starts.subarray(0, -1).map((start) => products[start]);
    } else this.starts = startsOfCodes(products, codes);
  }

  /** The lines of a product. */
  of(product: number): Places {
    const { products, starts } = this;
    const place = products === undefined ? product : placeIn(products, product);
    return place >= 0 && place < starts.length - 1
      ? { start: starts[place], end: starts[place + 1] }
      : { start: 0, end: 0 };
  }

  /** The products of the lines, one after the other. */
  ofLines(): Uint32Array {
    const { products, starts } = this;
    const ofLines = new Uint32Array(starts[starts.length - 1]);
    for (let place = 0; place < starts.length - 1; place += 1) {
      const product = products === undefined ? place : products[place];
      for (let line = starts[place]; line < starts[place + 1]; line += 1) ofLines[line] = product;
    }
    return ofLines;
  }

  memoryBytes(): number {
    return this.starts.byteLength + (this.products?.byteLength ?? 0);
  }
}

/** -1 where it is not among them. */
function placeIn(products: Uint32Array, product: number): number {
  let low = 0;
  let high = products.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (products[middle] < product) low = middle + 1;
    else high = middle;
  }
  return products[low] === product ? low : -1;
}

function startsOfProducts(products: Uint32Array): Uint32Array {
  const starts = new Uint32Array(products.length + 1);
  let count = 0;
  for (let line = 0; line < products.length; line += 1) {
    if (line > 0 && products[line] === products[line - 1]) continue;
    starts[count] = line;
    count += 1;
  }
  starts[count] = products.length;
  return starts.slice(0, count + 1);
}

function startsOfCodes(products: Uint32Array, codes: number): Uint32Array {
  const starts = new Uint32Array(codes + 1);
  for (let line = 0; line < products.length; line += 1) starts[products[line] + 1] += 1;
  for (let code = 0; code < codes; code += 1) starts[code + 1] += starts[code];
  return starts;
}
