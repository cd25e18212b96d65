import type { ZoneTime } from '@perennial/calendar';
import { type NumberMeasure, type NumberMeasureTest, numberTest } from '@perennial/conditions';
import type { CompiledSet } from './compiled-set.ts';
import type { CustomerRows } from './customer-rows.ts';
import { type EmptyVerdict, emptyVerdictOf } from './empty-verdict.ts';
import { type FigurePlaces, figureOf } from './figure.ts';
import type { CompiledLeaf, LeafFinding } from './leaf.ts';
import { findingOf } from './row-finding.ts';

/** One order whose own matching lines pass; what was given back of it counts whenever that was. */
export class PerOrderLeaf implements CompiledLeaf {
  readonly ifEmpty: EmptyVerdict | undefined;
  readonly isTimeless: boolean;
  readonly #set: CompiledSet;
  readonly #measure: NumberMeasure;
  readonly #passes: (figure: number) => boolean;
  readonly #zone: ZoneTime;

  constructor(set: CompiledSet, { measure, test }: NumberMeasureTest, zone: ZoneTime) {
    this.#set = set;
    this.#measure = measure;
    this.#passes = numberTest(test);
    this.#zone = zone;
    this.ifEmpty = emptyVerdictOf(set, false);
    this.isTimeless = set.isTimeless;
  }

  holds(rows: CustomerRows): boolean {
    return this.#orders(rows).some((order) => this.#passes(this.#figure(rows, order)));
  }

  nextInstant(rows: CustomerRows): number {
    return this.#set.nextInstant(rows);
  }

  /** Of the order that passes, or else of all that were looked at, with the figure of the last. */
  find(rows: CustomerRows, maxEvidence: number): LeafFinding {
    const orders = this.#orders(rows);
    const passing = orders.find((order) => this.#passes(this.#figure(rows, order)));
    const shown = passing === undefined ? orders : [passing];
    const last = shown.at(-1);
    const actual = last === undefined ? undefined : this.#figure(rows, last);
    return findingOf({ set: this.#set, rows, maxEvidence }, actual, {
      match: shown.flatMap((order) => order.rows),
      refund: shown.flatMap((order) => order.refunds),
    });
  }

  /** Each order's matching lines for themselves, oldest first. */
  #orders(rows: CustomerRows): FigurePlaces[] {
    if (!this.#set.exists(rows)) return [];
    const list = this.#set.listOf(rows);
    const byOrder = Map.groupBy(this.#set.places(rows), (place) => list.order[place]);
    return Array.from(byOrder, ([order, places]) => ({
      rows: places,
      refunds: this.#set.refundPlacesOf(rows, order),
    }));
  }

  #figure(rows: CustomerRows, order: FigurePlaces): number {
    return figureOf(this.#measure, this.#set, rows, order, this.#zone);
  }
}
