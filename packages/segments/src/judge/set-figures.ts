import type { CustomerRows } from './customer-rows.ts';
import type { RowList } from './row-list.ts';
import type { RowsOfSet } from './rows-of-set.ts';

/** The figures of a set that are asked most, found without listing its rows, and once for all leaves that compare them. */
export class SetFigures {
  readonly #set: RowsOfSet;
  #countRound = -1;
  #count = 0;
  #sumRound = -1;
  #sum = 0;

  constructor(set: RowsOfSet) {
    this.#set = set;
  }

  count(rows: CustomerRows): number {
    if (this.#countRound !== rows.round) {
      this.#count = countRows(this.#set, rows);
      this.#countRound = rows.round;
    }
    return this.#count;
  }

  /** Of lines or orders: their value less what was given back. */
  sum(rows: CustomerRows): number {
    if (this.#sumRound !== rows.round) {
      this.#sum = netSum(this.#set, rows);
      this.#sumRound = rows.round;
    }
    return this.#sum;
  }
}

function countRows(set: RowsOfSet, rows: CustomerRows): number {
  const { within, rest } = set;
  within.resolve(rows);
  if (!mayHave(set, rows)) return 0;
  const codes = set.codes?.codes;
  const { columns } = rows;
  const { item, order, code } = set.listOf(rows);
  let count = 0;
  for (let place = within.start; place < within.end; place += 1) {
    if (codes !== undefined && codes[code[place]] !== 1) continue;
    if (rest === undefined || rest(columns, item[place], order[place])) count += 1;
  }
  return count;
}

/** False where the codes of the rows in the window, which are resolved, tell that none matches. */
function mayHave({ within, codes }: RowsOfSet, rows: CustomerRows): boolean {
  return within.start < within.end && (codes === undefined || within.hasCode(rows, codes));
}

function netSum(set: RowsOfSet, rows: CustomerRows): number {
  const { within } = set;
  within.resolve(rows);
  const list = set.listOf(rows);
  const bought = !mayHave(set, rows) ? 0 : sumOf(set, rows, list, within.start, within.end);
  const refunds = set.refundsOf(rows);
  if (refunds === undefined || refunds.count === 0) return bought;
  const start = refunds.firstFrom(set.window.fromMs);
  const end = refunds.firstFrom(set.window.toMs + 1);
  return bought - Math.abs(sumOf(set, rows, refunds, start, end));
}

function sumOf(set: RowsOfSet, rows: CustomerRows, list: RowList, start: number, end: number): number {
  const { rest } = set;
  const codes = set.codes?.codes;
  const { columns } = rows;
  const amounts = set.kind === 'line' ? columns.lineAmountMinor : columns.orderValueMinor;
  const { item, order, code } = list;
  let sum = 0;
  for (let place = start; place < end; place += 1) {
    if (codes !== undefined && codes[code[place]] !== 1) continue;
    if (rest === undefined || rest(columns, item[place], order[place])) sum += amounts[item[place]];
  }
  return sum;
}
