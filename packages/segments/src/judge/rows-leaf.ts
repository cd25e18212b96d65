import type { ZoneTime } from '@perennial/calendar';
import { type NumberMeasureTest, numberTest } from '@perennial/conditions';
import type { CompiledSet } from './compiled-set.ts';
import type { CustomerRows } from './customer-rows.ts';
import { figureOf } from './figure.ts';
import type { CompiledLeaf, LeafFinding } from './leaf.ts';
import { findingOf } from './row-finding.ts';

/** Some row of the set is there. */
export class ExistsLeaf implements CompiledLeaf {
  readonly #set: CompiledSet;

  constructor(set: CompiledSet) {
    this.#set = set;
  }

  holds(rows: CustomerRows): boolean {
    return this.#set.last(rows) >= 0;
  }

  nextInstant(rows: CustomerRows): number {
    const { window } = this.#set;
    const last = this.#set.last(rows);
    // While rows can only leave, the last one to leave decides.
    if (last < 0 || window.rowsEnter || !window.rowsLeave) return this.#set.nextInstant(rows);
    return window.nextFor(this.#set.listOf(rows).timeMs[last], rows.at);
  }

  find(rows: CustomerRows, maxEvidence: number): LeafFinding {
    const matches = this.#set.places(rows);
    return findingOf({ set: this.#set, rows, maxEvidence }, matches.length, { match: matches });
  }
}

/** A figure of the matching rows passes a test. */
export class FigureLeaf implements CompiledLeaf {
  readonly #set: CompiledSet;
  readonly #measure: NumberMeasureTest['measure'];
  readonly #passes: (figure: number) => boolean;
  readonly #zone: ZoneTime;

  constructor(set: CompiledSet, { measure, test }: NumberMeasureTest, zone: ZoneTime) {
    this.#set = set;
    this.#measure = measure;
    this.#passes = numberTest(test);
    this.#zone = zone;
  }

  holds(rows: CustomerRows): boolean {
    return this.#passes(this.#figure(rows));
  }

  nextInstant(rows: CustomerRows): number {
    const nextMs = this.#set.nextInstant(rows);
    return this.#takesBack ? Math.min(nextMs, this.#set.nextRefundInstant(rows)) : nextMs;
  }

  find(rows: CustomerRows, maxEvidence: number): LeafFinding {
    const match = this.#set.places(rows);
    const refund = this.#takesBack ? this.#set.refundPlaces(rows) : [];
    return findingOf({ set: this.#set, rows, maxEvidence }, this.#figure(rows), { match, refund });
  }

  get #takesBack(): boolean {
    return this.#measure === 'sum' || this.#measure === 'quantity';
  }

  #figure(rows: CustomerRows): number {
    const set = this.#set;
    if (this.#measure === 'count') return set.figures.count(rows);
    if (this.#measure === 'sum' && (set.kind === 'line' || set.kind === 'order'))
      return set.figures.sum(rows);
    const refunds = this.#takesBack ? set.refundPlaces(rows) : [];
    return figureOf(this.#measure, set, rows, { rows: set.places(rows), refunds }, this.#zone);
  }
}
