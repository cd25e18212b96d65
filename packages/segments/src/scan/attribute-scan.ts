import type { NewestOfName } from '@perennial/facts';
import { type Bits, copyOfBits, dropBits, giveBack, localsOf, noBits, orWords, setBit } from './bits.ts';
import type { JudgedScan } from './judged-scan.ts';
import type { NodeScan, ShardScan } from './shard-scan.ts';
import type { ValueVerdicts } from './value-verdicts.ts';

const VALUE_NS = 8;
const BITMAP_NS = 2000;

/** A test of the newest value of an attribute: of few values by who has which, else customer by customer. */
export class AttributeScan implements NodeScan {
  readonly #nameCode: number;
  readonly #verdicts: ValueVerdicts;
  readonly #judged: JudgedScan;

  /** @param nameCode -1 for an attribute that nobody ever had */
  constructor(nameCode: number, verdicts: ValueVerdicts, judged: JudgedScan) {
    this.#nameCode = nameCode;
    this.#verdicts = verdicts;
    this.#judged = judged;
  }

  costNs(scan: ShardScan, customers: number): number {
    if (this.#nameCode < 0) return 0;
    const bitmaps = bitmapsAt(scan, scan.indexes.newestValues.of(this.#nameCode));
    return bitmaps === undefined ? customers * VALUE_NS : bitmaps.size * BITMAP_NS;
  }

  expected(_scan: ShardScan, customers: number): number {
    return customers / 2;
  }

  holding(scan: ShardScan, candidates: Bits): Bits {
    if (this.#nameCode < 0) return this.#verdicts.ofUnset() ? copyOfBits(candidates) : noBits();
    const newest = scan.indexes.newestValues.of(this.#nameCode);
    const bitmaps = bitmapsAt(scan, newest);
    return bitmaps === undefined
      ? this.#eachOf(scan, candidates, newest)
      : this.#holdersAmong(candidates, bitmaps);
  }

  #holdersAmong(candidates: Bits, bitmaps: ReadonlyMap<number, Int32Array>): Bits {
    const unsetPasses = this.#verdicts.ofUnset();
    const others = noBits();
    for (const [value, words] of bitmaps)
      if (this.#verdicts.of(value) !== unsetPasses) orWords(others, words);
    if (!unsetPasses) return others;
    const holding = copyOfBits(candidates);
    dropBits(holding, others);
    giveBack(others);
    return holding;
  }

  #eachOf(scan: ShardScan, candidates: Bits, { rows }: NewestOfName): Bits {
    const holding = noBits();
    const unsetPasses = this.#verdicts.ofUnset();
    const { time, columns } = scan.shard.attributes.rows;
    for (const local of localsOf(candidates)) {
      const row = rows[local];
      if (
        row < 0
          ? unsetPasses
          : time[row] <= scan.asOf.at
            ? this.#verdicts.of(columns.value[row])
            : this.#judged.holds(scan, local)
      )
        setBit(holding, local);
    }
    return holding;
  }
}

/** Undefined where values are told for a later time, or are too many. */
function bitmapsAt({ asOf }: ShardScan, newest: NewestOfName): ReadonlyMap<number, Int32Array> | undefined {
  return newest.latestMs <= asOf.at ? newest.holders() : undefined;
}
