import type { AbsentRows } from './absent-rows.ts';
import type { CustomerRows } from './customer-rows.ts';
import type { CompiledLeaf } from './leaf.ts';

/** Numbers a leaf in the table: leaf, number of the set without which it stands still (or −1), whether it asks refunds. */
const WIDTH = 3;
const ALWAYS_ASKED = -1;

/** The leaves that time alone can turn: of most customers, most of them have no row that could leave their window. */
export class TimedLeaves {
  readonly #leaves: readonly CompiledLeaf[];
  readonly #table: Int32Array;
  readonly #absent: AbsentRows;

  constructor(leaves: readonly CompiledLeaf[], absent: AbsentRows) {
    this.#leaves = leaves;
    this.#absent = absent;
    const numbers: number[] = [];
    for (const [leaf, { ifEmpty, isTimeless }] of leaves.entries()) {
      if (isTimeless === true) continue;
      // Into some windows time brings rows of the past, too.
      const standsStill = ifEmpty !== undefined && !ifEmpty.set.window.rowsEnter;
      numbers.push(leaf, standsStill ? absent.numberOf(ifEmpty.set) : ALWAYS_ASKED);
      numbers.push(ifEmpty?.asksRefunds === true ? 1 : 0);
    }
    this.#table = Int32Array.from(numbers);
  }

  /**
   * First instant after the one loaded at which time alone may turn one of the leaves; ∞ when it never does.
   * @param marks by leaf: only those that bear this mark are asked
   */
  nextInstant(rows: CustomerRows, marks: Int32Array, mark: number): number {
    this.#absent.look(rows);
    const table = this.#table;
    const hasRefunds = rows.refunds.count > 0;
    let nextMs = Number.POSITIVE_INFINITY;
    for (let at = 0; at < table.length; at += WIDTH) {
      if (marks[table[at]] !== mark) continue;
      const set = table[at + 1];
      const isOpen = set === ALWAYS_ASKED || (hasRefunds && table[at + 2] === 1);
      if (!isOpen && this.#absent.isAbsent(set)) continue;
      const leafMs = this.#leaves[table[at]].nextInstant(rows);
      if (leafMs < nextMs) nextMs = leafMs;
    }
    return nextMs;
  }
}
