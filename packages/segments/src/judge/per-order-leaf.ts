import type { ZoneTime } from '@perennial/calendar';
import { type NumberMeasure, type NumberMeasureTest, numberTest } from '@perennial/conditions';
import type { CompiledSet } from './compiled-set.ts';
import type { CustomerRows } from './customer-rows.ts';
import { type EmptyVerdict, emptyVerdictOf } from './empty-verdict.ts';
import { figureOf } from './figure.ts';
import type { CompiledLeaf, LeafFinding } from './leaf.ts';
import type { Places } from './places.ts';
import { findingOf } from './row-finding.ts';

/** Some of the set's places: those of one order. */
interface OneOrder {
  start: number;
  end: number;
}

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
    return this.#set.exists(rows) && this.#passing(rows) !== undefined;
  }

  nextInstant(rows: CustomerRows): number {
    return this.#set.nextInstant(rows);
  }

  /** Of the order that passes, or else of all that were looked at, with the figure of the last. */
  find(rows: CustomerRows, maxEvidence: number): LeafFinding {
    const places = this.#set.places(rows);
    const { order } = this.#set.listOf(rows);
    const passing = this.#passing(rows);
    const all = Array.from(ordersIn(places, order));
    const shown = passing === undefined ? all : [passing];
    const last = shown.at(-1);
    const actual = last === undefined ? undefined : this.#figure(rows, last);
    return findingOf({ set: this.#set, rows, maxEvidence }, actual, {
      match: shown.flatMap(({ start, end }) => places.list(start, end)),
      refund: shown.flatMap(({ start }) => this.#set.refundPlacesOf(rows, order[places.at[start]]).list()),
    });
  }

  #passing(rows: CustomerRows): OneOrder | undefined {
    const { order } = this.#set.listOf(rows);
    for (const each of ordersIn(this.#set.places(rows), order)) {
      if (this.#passes(this.#figure(rows, each))) return each;
    }
    return undefined;
  }

  #figure(rows: CustomerRows, { start, end }: OneOrder): number {
    const places = this.#set.places(rows);
    const order = this.#set.listOf(rows).order[places.at[start]];
    const refunds = this.#set.refundPlacesOf(rows, order);
    return figureOf(this.#measure, this.#set, rows, { places, start, end, refunds }, this.#zone);
  }
}

/** Each order's matching lines for themselves, oldest first: lines of an order stand together. */
function* ordersIn({ at, count }: Places, order: Int32Array): Generator<OneOrder> {
  for (let start = 0, end = 0; start < count; start = end) {
    while (end < count && order[at[end]] === order[at[start]]) end += 1;
    yield { start, end };
  }
}
