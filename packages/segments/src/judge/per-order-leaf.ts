import type { ZoneTime } from '@perennial/calendar';
import { numberTest, type RowsLeaf } from '@perennial/conditions';
import type { CompiledSet } from './compiled-set.ts';
import type { CustomerRows } from './customer-rows.ts';
import { type FigurePlaces, figureOf } from './figure.ts';
import type { CompiledLeaf, LeafFinding } from './leaf.ts';
import { findingOf } from './row-finding.ts';
import type { WindowView } from './window-view.ts';

/** One order whose own matching lines pass; what was given back of it counts whenever that was. */
export class PerOrderLeaf implements CompiledLeaf {
  readonly #set: CompiledSet;
  readonly #measure: RowsLeaf['measure'];
  /** Of a measure of time. */
  readonly #within: WindowView | undefined;
  readonly #passes: (figure: number) => boolean;
  readonly #zone: ZoneTime;

  constructor(
    set: CompiledSet,
    measure: RowsLeaf['measure'],
    within: WindowView | undefined,
    zone: ZoneTime,
  ) {
    this.#set = set;
    this.#measure = measure;
    this.#within = within;
    this.#passes =
      measure === undefined || 'within' in measure ? (count) => count > 0 : numberTest(measure.test);
    this.#zone = zone;
  }

  holds(rows: CustomerRows): boolean {
    return this.#orders(rows).some((order) => this.#orderPasses(rows, order));
  }

  nextInstant(rows: CustomerRows): number {
    const nextMs = Math.min(
      this.#set.nextInstant(rows),
      this.#within?.nextInstant(rows) ?? Number.POSITIVE_INFINITY,
    );
    const { timeMs } = this.#set.listOf(rows);
    const withinMs = this.#orders(rows).map(
      ({ rows: [place = 0] }) => this.#within?.nextFor(timeMs[place], rows.at) ?? Number.POSITIVE_INFINITY,
    );
    return withinMs.reduce((a, b) => Math.min(a, b), nextMs);
  }

  /** Of the order that passes, or else of all that were looked at, with the figure of the last. */
  find(rows: CustomerRows, maxEvidence: number): LeafFinding {
    const orders = this.#orders(rows);
    const passing = orders.find((order) => this.#orderPasses(rows, order));
    const shown = passing === undefined ? orders : [passing];
    const last = shown.at(-1);
    const windows = this.#within === undefined ? [] : [this.#within];
    const scope = { set: this.#set, rows, maxEvidence, windows };
    return findingOf(scope, last === undefined ? undefined : this.#figure(rows, last), {
      match: shown.flatMap((order) => order.rows),
      refund: shown.flatMap((order) => order.refunds),
    });
  }

  /** Each order's matching lines for themselves, oldest first. */
  #orders(rows: CustomerRows): FigurePlaces[] {
    const list = this.#set.listOf(rows);
    const byOrder = Map.groupBy(this.#set.places(rows), (place) => list.order[place]);
    return Array.from(byOrder, ([order, places]) => ({
      rows: places,
      refunds: this.#set.refundPlacesOf(rows, order),
    }));
  }

  #orderPasses(rows: CustomerRows, order: FigurePlaces): boolean {
    if (this.#within === undefined) return this.#passes(this.#figure(rows, order));
    this.#within.resolve(rows);
    const timeMs = this.#figure(rows, order);
    return timeMs >= this.#within.fromMs && timeMs <= this.#within.toMs;
  }

  #figure(rows: CustomerRows, order: FigurePlaces): number {
    const measure = this.#measure;
    if (measure === undefined) return order.rows.length;
    if ('within' in measure) return this.#set.listOf(rows).timeMs[order.rows[0] ?? 0];
    return figureOf(measure.measure, this.#set, rows, order, this.#zone);
  }
}
