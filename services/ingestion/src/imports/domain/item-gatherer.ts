import { shortHash } from '../../domain/message-id.ts';
import type { JsonObject } from '../../domain/object-reader.ts';
import { customerKey, type FileSurvey } from './file-survey.ts';
import type { Row, RowProblem } from './import-format.ts';
import type { Group, RowOutcome } from './judge-row.ts';
import { makeCustomer } from './make-customer.ts';
import { makeItems } from './make-items.ts';
import { makeProduct } from './make-product.ts';
import type { ResolvedFormat } from './resolve-format.ts';

const HASH_LENGTH = 40;

/** An item for the door, and the rows that it was made of. */
export interface GatheredItem {
  raw: JsonObject;
  rows: readonly Row[];
  /** True where the rows are refused with it: for an order, not for its refund or its customer beside it. */
  standsForRows: boolean;
}

/** What a row sets free. */
export interface Gathered {
  items: GatheredItem[];
  refused: RowProblem[];
  /** Set where the rows of a whole order are left out by a rule. */
  skipped?: { rule: string; rowCount: number };
}

interface OpenGroup {
  group: Group;
  rows: Row[];
}

/**
 * The second pass over a file: gathers the rows of each order and gives it out at its last row, and each customer of an order file
 * at the last row that names them. The same file gives the same items with the same message ids in the same order, always.
 */
export class ItemGatherer {
  readonly #importId: string;
  readonly #resolved: ResolvedFormat;
  readonly #survey: FileSurvey;
  readonly #open = new Map<string, OpenGroup>();

  constructor(importId: string, resolved: ResolvedFormat, survey: FileSurvey) {
    this.#importId = importId;
    this.#resolved = resolved;
    this.#survey = survey;
  }

  /** Takes the next row, after the survey of the whole file. */
  add(outcome: RowOutcome): Gathered {
    const gathered: Gathered = { items: [], refused: [] };
    if (outcome.kind === 'refused') return gathered;
    const { row } = outcome;
    if (outcome.kind === 'taken') {
      if (outcome.group === undefined) gathered.items.push(this.#single(row));
      else this.#addToGroup(outcome.group, row, gathered);
    }
    if (this.#survey.isLastOfCustomer(row)) gathered.items.push(this.#customer(row));
    return gathered;
  }

  #addToGroup(group: Group, row: Row, gathered: Gathered): void {
    if (this.#survey.isRefused(group.key)) {
      const message = 'is good by itself, but another row of the same order is refused; correct that one';
      gathered.refused.push({ line: row.line, reason: 'IMPORT_ORDER_REFUSED', column: '', message });
      return;
    }
    const open = this.#open.get(group.key) ?? { group, rows: [] };
    open.rows.push(row);
    this.#open.set(group.key, open);
    if (!this.#survey.isLastOfGroup(group.key, row.line)) return;
    this.#open.delete(group.key);
    this.#close(open, gathered);
  }

  #close({ group, rows }: OpenGroup, gathered: Gathered): void {
    const made = makeItems(group, rows, this.#resolved);
    if ('skip' in made) gathered.skipped = { rule: made.skip, rowCount: rows.length };
    else if ('refused' in made) gathered.refused.push(...rows.map(({ line }) => ({ ...made.refused, line })));
    else
      gathered.items.push(...made.items.map((raw, index) => this.#item(raw, group.key, rows, index === 0)));
  }

  #single(row: Row): GatheredItem {
    const raw =
      this.#resolved.preset.kind === 'products' ? makeProduct(row, this.#resolved) : makeCustomer(row);
    return this.#item(raw, `line ${row.line}`, [row], true);
  }

  #customer(row: Row): GatheredItem {
    return this.#item(makeCustomer(row), `customer ${customerKey(row) ?? ''}`, [row], false);
  }

  #item(raw: JsonObject, key: string, rows: readonly Row[], standsForRows: boolean): GatheredItem {
    const messageId = `import-${shortHash(HASH_LENGTH, this.#importId, String(raw['type']), key)}`;
    return { raw: { ...raw, messageId }, rows, standsForRows };
  }
}
