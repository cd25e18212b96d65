import { type Bits, copyOfBits, noBits, SHARD_WORDS } from './bits.ts';
import type { JudgedScan } from './judged-scan.ts';
import type { NodeScan, ShardScan } from './shard-scan.ts';
import type { ValueVerdicts } from './value-verdicts.ts';

const VALUE_NS = 8;

/** A test of the newest value of an attribute. */
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

  costNs(_scan: ShardScan, customers: number): number {
    return customers * VALUE_NS;
  }

  expected(_scan: ShardScan, customers: number): number {
    return customers / 2;
  }

  holding(scan: ShardScan, candidates: Bits): Bits {
    const holding = noBits();
    const unsetPasses = this.#verdicts.ofUnset();
    if (this.#nameCode < 0) return unsetPasses ? copyOfBits(candidates) : holding;
    const newest = scan.indexes.newestValues.rowsOf(this.#nameCode);
    const { time, columns } = scan.shard.attributes.rows;
    const { value } = columns;
    const { at } = scan.asOf;
    for (let word = 0; word < SHARD_WORDS; word += 1) {
      for (let rest = candidates[word]; rest !== 0; rest &= rest - 1) {
        const local = word * 32 + 31 - Math.clz32(rest & -rest);
        const row = newest[local];
        if (
          row < 0
            ? unsetPasses
            : time[row] <= at
              ? this.#verdicts.of(value[row])
              : this.#judged.holds(scan, local)
        )
          holding[word] |= rest & -rest;
      }
    }
    return holding;
  }
}
