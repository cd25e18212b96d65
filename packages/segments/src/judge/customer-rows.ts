import type { RowKind } from '@perennial/conditions';
import type { AsOf, FactsColumns, ShardColumns } from '@perennial/facts';
import { BoundColumns } from '../compile/bound-columns.ts';
import type { CodeSet } from '../compile/code-set.ts';
import { DistinctCodes } from './distinct-codes.ts';
import type { Interest } from './interest.ts';
import { LatestAttributes } from './latest-attributes.ts';
import { loadEvents } from './load-events.ts';
import { loadLedger } from './load-ledger.ts';
import { RowList } from './row-list.ts';
import type { RowLists } from './row-lists.ts';
import { VisitRows } from './visit-rows.ts';

/** What counts of one customer at an instant: loaded once, looked at by every leaf. The arrays serve the next customer again. */
export class CustomerRows implements RowLists {
  readonly facts: FactsColumns;
  readonly columns = new BoundColumns();
  readonly orders = new RowList();
  readonly lines = new RowList();
  readonly refunds = new RowList();
  readonly refundLines = new RowList();
  readonly events = new RowList();
  readonly attributes: LatestAttributes;
  /** For whoever counts different products. */
  readonly products = new DistinctCodes();
  /** Rises with each load. */
  round = 0;
  customer = -1;
  asOf: AsOf = { at: 0 };
  at = 0;
  /** First instant after `at` at which a fact that is known already begins or ends to count; ∞ without one. */
  nextFactMs = Number.POSITIVE_INFINITY;
  /** Time of the first fact of any kind that is looked at; ∞ without one. */
  firstFactMs = Number.POSITIVE_INFINITY;
  readonly #visitRows: VisitRows;
  /** Undefined until they are asked for. */
  #visits: RowList | undefined;
  readonly #interest: Interest;
  readonly #wantedTypes: CodeSet;

  /** @param wantedTypes of events that conditions name */
  constructor(facts: FactsColumns, interest: Interest, wantedTypes: CodeSet) {
    this.facts = facts;
    this.#interest = interest;
    this.#wantedTypes = wantedTypes;
    this.#visitRows = new VisitRows(this.columns, facts.sourceCodes);
    this.attributes = new LatestAttributes(facts.dictionaries, interest.attributeNames);
  }

  load(customer: number, asOf: AsOf): void {
    const shard = this.facts.shardOf(customer);
    const local = customer - shard.base;
    this.round += 1;
    this.customer = customer;
    this.asOf = asOf;
    this.at = asOf.at;
    this.nextFactMs = Number.POSITIVE_INFINITY;
    this.firstFactMs = Number.POSITIVE_INFINITY;
    this.columns.bindCustomer(shard, local, asOf);
    this.#visits = undefined;
    this.#loadRows(shard, local);
  }

  /** Rows of a kind, oldest first. */
  listOf(kind: RowKind): RowList {
    switch (kind) {
      case 'line':
        return this.lines;
      case 'order':
        return this.orders;
      case 'event':
        return this.events;
      case 'visit':
        return this.visits();
    }
  }

  visits(): RowList {
    this.#visits ??= this.#visitRows.find(this.events);
    return this.#visits;
  }

  /** A fact begins or ends to count at this instant. */
  noteFact(timeMs: number): void {
    if (timeMs > this.at && timeMs < this.nextFactMs) this.nextFactMs = timeMs;
    if (timeMs < this.firstFactMs) this.firstFactMs = timeMs;
  }

  #loadRows(shard: ShardColumns, local: number): void {
    const { ledger, visits, eventTypes, attributeNames } = this.#interest;
    if (ledger) loadLedger(this, shard, local);
    if (visits) loadEvents(this, shard, local, undefined);
    else if (eventTypes.size > 0) loadEvents(this, shard, local, this.#wantedTypes);
    if (attributeNames.length > 0) {
      this.attributes.load(shard.attributes.rows, local, this.asOf, this);
    }
  }
}
