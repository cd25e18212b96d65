import type { AttributeTable } from '../attributes/attribute-table.ts';
import type { EventTable } from '../events/event-table.ts';
import type { LedgerTable, MergedLedger } from '../ledger/ledger-table.ts';
import type { CustomerTotals } from './customer-totals.ts';
import { EventPresence } from './event-presence.ts';
import { EventRun } from './event-run.ts';
import { LedgerRun } from './ledger-run.ts';
import { NewestValues } from './newest-values.ts';
import { Runs } from './runs.ts';
import type { SourceKinds } from './source-kinds.ts';

interface ShardTables {
  ledger: LedgerTable;
  events: EventTable;
  attributes: AttributeTable;
}

/**
 * Ways to find rows of a shard without passing over all. Made when somebody first asks; each follows the tables when it is
 * read, the writer only notes whose rows changed.
 */
export class ShardIndexes {
  readonly ledgerRuns: Runs<LedgerRun, MergedLedger>;
  readonly eventRuns: Runs<EventRun>;
  readonly presence: EventPresence;
  readonly totals: CustomerTotals;
  readonly newestValues: NewestValues;
  private readonly events: EventTable;

  constructor({ ledger, events, attributes }: ShardTables, kinds: SourceKinds, totals: CustomerTotals) {
    this.events = events;
    this.ledgerRuns = new Runs(ledger.rows, {
      build: (from, to, before) => LedgerRun.beside(ledger, from, to, before),
      join: (runs, merged) => LedgerRun.join(ledger, runs, merged),
    });
    this.eventRuns = new Runs(events.rows, {
      build: (from, to) => new EventRun(events, from, to),
      join: (runs, merged) => EventRun.join(events, runs, merged),
    });
    this.presence = new EventPresence(events, kinds);
    this.totals = totals;
    this.newestValues = new NewestValues(attributes);
  }

  /** Merges the events. */
  mergeEvents(): void {
    this.presence.aroundMerge(() => this.eventRuns.merge(() => this.events.merge()));
  }

  /** The customer's orders, refunds or cancellations changed. */
  noteLedger(local: number): void {
    this.totals.noteChanged(local);
    this.ledgerRuns.noteChanged(local);
  }

  /** Rows of the customer came into sight or out of it. */
  noteShown(local: number): void {
    this.noteLedger(local);
    this.eventRuns.noteChanged(local);
    this.presence.noteShown(local);
    this.newestValues.noteChanged(local);
  }

  /** Without the totals themselves, which all shards keep in one place. */
  memoryBytes(): number {
    return [this.ledgerRuns, this.eventRuns, this.presence, this.totals, this.newestValues].reduce(
      (sum, index) => sum + index.memoryBytes(),
      0,
    );
  }
}
