import type { Row, RowProblem } from './import-format.ts';
import type { RowOutcome } from './judge-row.ts';

/** As many rows as the door takes lines of one order. */
const MAX_GROUP_ROWS = 2_000;

/** What a customer of a row is known by in its file; undefined when the row names nobody. */
export function customerKey({ values }: Row): string | undefined {
  const user = values.get('user_id');
  if (user !== undefined) return `user ${user}`;
  const email = values.get('email');
  return email === undefined ? undefined : `email ${email.toLowerCase()}`;
}

/**
 * What the first pass over a file learns: which orders are refused for one bad row, and at which line an order or a customer is
 * spoken of for the last time. Holds a few words for each order and each customer.
 */
export class FileSurvey {
  rowCount = 0;
  refusedRowCount = 0;
  readonly skippedRows = new Map<string, number>();
  readonly #groups = new Map<string, { lastLine: number; rows: number }>();
  readonly #refusedGroups = new Set<string>();
  readonly #customers = new Map<string, number>();
  #singleItems = 0;

  /** Takes the next row; returns why it is refused, if it is. */
  add(outcome: RowOutcome): RowProblem | undefined {
    this.rowCount += 1;
    if (outcome.kind === 'refused') return this.#refuse(outcome.problem, outcome.group?.key);
    if (outcome.kind === 'skipped') {
      this.skippedRows.set(outcome.rule, (this.skippedRows.get(outcome.rule) ?? 0) + 1);
      this.#noteCustomer(outcome.row);
      return undefined;
    }
    if (outcome.group === undefined) {
      this.#singleItems += 1;
      return undefined;
    }
    this.#noteCustomer(outcome.row);
    return this.#noteGroup(outcome.group.key, outcome.row.line);
  }

  /** Orders, refunds, customers or products that the file makes, as far as its rows tell. */
  get itemCount(): number {
    const refused = [...this.#refusedGroups].filter((key) => this.#groups.has(key)).length;
    return this.#groups.size - refused + this.#customers.size + this.#singleItems;
  }

  isRefused(groupKey: string): boolean {
    return this.#refusedGroups.has(groupKey);
  }

  isLastOfGroup(groupKey: string, line: number): boolean {
    return this.#groups.get(groupKey)?.lastLine === line;
  }

  isLastOfCustomer(row: Row): boolean {
    const key = customerKey(row);
    return key !== undefined && this.#customers.get(key) === row.line;
  }

  #refuse(problem: RowProblem, groupKey: string | undefined): RowProblem {
    this.refusedRowCount += 1;
    if (groupKey !== undefined) this.#refusedGroups.add(groupKey);
    return problem;
  }

  #noteCustomer(row: Row): void {
    const key = customerKey(row);
    if (key !== undefined) this.#customers.set(key, row.line);
  }

  #noteGroup(key: string, line: number): RowProblem | undefined {
    const group = this.#groups.get(key);
    if (group === undefined) {
      this.#groups.set(key, { lastLine: line, rows: 1 });
      return undefined;
    }
    group.lastLine = line;
    group.rows += 1;
    if (group.rows <= MAX_GROUP_ROWS) return undefined;
    const message = `belongs to an order with more than ${MAX_GROUP_ROWS} rows; split the order`;
    return this.#refuse({ line, reason: 'ORDER_TOO_MANY_LINES', column: '', message }, key);
  }
}
