import type { ZoneTime } from '@perennial/calendar';
import { type NumberMeasureTest, numberTest } from '@perennial/conditions';
import type { CompiledSet } from './compiled-set.ts';
import type { CustomerRows } from './customer-rows.ts';
import { type EmptyVerdict, emptyVerdictOf } from './empty-verdict.ts';
import { takesBack } from './figure.ts';
import type { FigureTest } from './figure-ranges.ts';
import type { CompiledLeaf, LeafFinding } from './leaf.ts';
import { findingOf } from './row-finding.ts';
import type { SetFigure } from './set-figure.ts';

/** Some row of the set is there. */
export class ExistsLeaf implements CompiledLeaf {
  readonly ifEmpty: EmptyVerdict | undefined;
  readonly isTimeless: boolean;
  readonly holdsUnlessEmpty: boolean;
  readonly #set: CompiledSet;

  constructor(set: CompiledSet) {
    this.#set = set;
    this.ifEmpty = emptyVerdictOf(set, false);
    this.isTimeless = set.isTimeless;
    this.holdsUnlessEmpty = set.isToldByNewest;
  }

  holds(rows: CustomerRows): boolean {
    return this.#set.exists(rows);
  }

  nextInstant(rows: CustomerRows): number {
    const { window } = this.#set;
    const last = this.#set.last(rows);
    // While rows can only leave, the last one to leave decides.
    if (last < 0 || window.rowsEnter || !window.rowsLeave) return this.#set.nextInstant(rows);
    return window.nextFor(this.#set.listOf(rows).timeMs[last], rows.at);
  }

  find(rows: CustomerRows, maxEvidence: number): LeafFinding {
    const matches = this.#set.places(rows).list();
    return findingOf({ set: this.#set, rows, maxEvidence }, matches.length, { match: matches });
  }
}

/** A figure of the matching rows passes a test. */
export class FigureLeaf implements CompiledLeaf {
  readonly ifEmpty: EmptyVerdict | undefined;
  readonly isTimeless: boolean;
  readonly figureTest: FigureTest;
  readonly #set: CompiledSet;
  readonly #measure: NumberMeasureTest['measure'];
  readonly #passes: (figure: number) => boolean;
  readonly #figure: SetFigure;

  constructor(set: CompiledSet, { measure, test }: NumberMeasureTest, zone: ZoneTime) {
    this.#set = set;
    this.#measure = measure;
    this.#passes = numberTest(test);
    this.#figure = set.figure(measure, zone);
    this.figureTest = { figure: this.#figure, test };
    this.isTimeless = set.isTimeless;
    this.ifEmpty = emptyVerdictOf(set, this.#passes(figureOfNothing(measure)), this.#takesBack);
  }

  holds(rows: CustomerRows): boolean {
    return this.#passes(this.#figure.of(rows));
  }

  nextInstant(rows: CustomerRows): number {
    const nextMs = this.#set.nextInstant(rows);
    return this.#takesBack ? Math.min(nextMs, this.#set.nextRefundInstant(rows)) : nextMs;
  }

  find(rows: CustomerRows, maxEvidence: number): LeafFinding {
    const match = this.#set.places(rows).list();
    const refund = this.#takesBack ? this.#set.refundPlaces(rows).list() : [];
    return findingOf({ set: this.#set, rows, maxEvidence }, this.#figure.of(rows), { match, refund });
  }

  get #takesBack(): boolean {
    return takesBack(this.#measure);
  }
}

/** Sums and counts of no rows are 0, the others have no value. */
function figureOfNothing(measure: NumberMeasureTest['measure']): number {
  return measure === 'mean' || measure === 'min' || measure === 'max' ? Number.NaN : 0;
}
