import type { AbsentRows } from './absent-rows.ts';
import type { CustomerRows } from './customer-rows.ts';
import type { CompiledLeaf } from './leaf.ts';

/** Numbers a leaf in the table: leaf, number of its set, verdict, whether it asks refunds. */
const WIDTH = 4;

/** The verdicts of leaves whose set has no row. */
export class EmptyVerdicts {
  readonly #table: Int32Array;
  readonly #absent: AbsentRows;

  constructor(leaves: readonly CompiledLeaf[], absent: AbsentRows) {
    this.#absent = absent;
    const numbers: number[] = [];
    for (const [leaf, { ifEmpty }] of leaves.entries()) {
      if (ifEmpty === undefined) continue;
      const { set, holds, asksRefunds } = ifEmpty;
      numbers.push(leaf, absent.numberOf(set), holds ? 1 : 0, asksRefunds ? 1 : 0);
    }
    this.#table = Int32Array.from(numbers);
  }

  /** Writes `no`, or the number after it for yes, to each leaf whose verdict follows; the others are left as they are. */
  write(rows: CustomerRows, verdicts: Int32Array, no: number): void {
    this.#absent.look(rows);
    const table = this.#table;
    const hasRefunds = rows.refunds.count > 0;
    for (let at = 0; at < table.length; at += WIDTH) {
      if (!this.#absent.isAbsent(table[at + 1])) continue;
      if (hasRefunds && table[at + 3] === 1) continue;
      verdicts[table[at]] = no + table[at + 2];
    }
  }
}
