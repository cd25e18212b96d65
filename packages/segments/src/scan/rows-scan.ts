import type { ZoneTime } from '@perennial/calendar';
import { type RowsLeaf, type WindowBounds, windowBounds } from '@perennial/conditions';
import type { CodeSet } from '../compile/code-set.ts';
import type { CompiledFilter, FilterCompiler } from '../compile/filter-compiler.ts';
import { asksOrder } from './asks-order.ts';
import { type Bits, clearBit, forEachBit, giveBack, noBits, setBit } from './bits.ts';
import type { Fold } from './fold.ts';
import type { JudgedScan } from './judged-scan.ts';
import type { MeasurePlan } from './measure.ts';
import { withOrders } from './order-floor.ts';
import { passPostings } from './postings-pass.ts';
import { passEvents, passLinesOfRows, passOrders, type RowPass } from './row-passes.ts';
import { rowsOfCandidates, type Slice, totalOf } from './row-ways.ts';
import { byProduct, bySomeTime, costOfWay, inStoredOrder, type Way } from './row-ways-of-shard.ts';
import type { ScanCosts } from './scan-costs.ts';
import type { NodeScan, ShardScan } from './shard-scan.ts';
import { passWorths } from './worths-pass.ts';

const OVERHEAD_NS = 3000;

export interface RowsScanParts {
  leaf: RowsLeaf;
  measure: MeasurePlan;
  filters: FilterCompiler;
  zone: ZoneTime;
  judged: JudgedScan;
  costs: ScanCosts;
  /** A customer with fewer orders cannot pass. */
  leastOrders: number;
}

/** Rows found by product, by time, by candidate or one after another, whichever is cheapest, and folded into figures. */
export class RowsScan implements NodeScan {
  readonly #parts: RowsScanParts;
  readonly #filter: CompiledFilter;
  readonly #types: CodeSet;
  /** Of the leaf's window; undefined where that hangs on a customer's rows. */
  readonly bounds: WindowBounds | undefined;
  readonly #isUnsureOfRefunds: boolean;
  #waysFor: { scan: ShardScan; bounds: WindowBounds; ways: readonly Way[] } | undefined;

  constructor(parts: RowsScanParts, atMs: number) {
    const { rows, filter, eventTypes, window } = parts.leaf.set;
    this.#parts = parts;
    this.#filter = parts.filters.compile(filter, rows);
    this.#types = parts.filters.eventTypes(eventTypes);
    this.bounds = windowBounds(window, atMs, parts.zone);
    const isAskedOfOrder = filter !== undefined && (rows === 'order' || asksOrder(filter));
    this.#isUnsureOfRefunds = parts.measure.takesBack && isAskedOfOrder;
  }

  costNs(scan: ShardScan, customers: number): number {
    if (this.bounds === undefined) return OVERHEAD_NS;
    const wayNs = costOfWay(this.#cheapestWay(scan, this.bounds, customers), scan, customers);
    return OVERHEAD_NS + Math.min(this.#candidatesNs(scan, customers), wayNs);
  }

  holding(scan: ShardScan, candidates: Bits, customers: number): Bits {
    const fold = this.#parts.measure.foldAt(scan.asOf.at);
    if (this.bounds === undefined) return fold.finish();
    const unsure = this.foldRows(scan, candidates, customers, this.bounds, fold);
    const holding = fold.finish();
    if (unsure !== undefined) this.#judgeUnsure(scan, unsure, holding);
    return holding;
  }

  /** Puts the candidates' matching rows into a fold; returns those of whom it cannot say all, if there may be any. */
  foldRows(
    scan: ShardScan,
    candidates: Bits,
    customers: number,
    bounds: WindowBounds,
    fold: Fold,
  ): Bits | undefined {
    const { value, takesBack } = this.#parts.measure;
    const unsure = this.#isUnsureOfRefunds ? noBits() : undefined;
    const { test } = this.#filter;
    const products = this.#parts.leaf.set.rows === 'line' ? this.#filter.codes.product?.codes : undefined;
    const asked = this.#amongWhom(scan, candidates);
    const { fromMs, toMs } = bounds;
    const pass: RowPass = {
      fromMs,
      toMs,
      candidates: asked,
      test,
      products,
      value,
      fold,
      takesBack,
      unsure,
    };
    const way = this.#cheapestWay(scan, bounds, customers);
    if (this.#candidatesNs(scan, customers) < costOfWay(way, scan, customers))
      this.#pass(scan, pass, rowsOfCandidates(this.#tableOf(scan), asked));
    else this.#goAlong(scan, pass, way);
    if (asked !== candidates) giveBack(asked);
    return unsure;
  }

  expected(scan: ShardScan, customers: number): number {
    const { measure, leastOrders } = this.#parts;
    if (this.bounds === undefined || measure.tally?.(0, 0) === true) return customers;
    const { slices, postings } = this.#cheapestWay(scan, this.bounds, customers);
    const found = Math.min(totalOf(slices) + totalOf(postings), customers);
    return leastOrders > 1 ? found / leastOrders : found;
  }

  /** Time of a row of the table that the leaf asks. */
  timesOf(scan: ShardScan): Float64Array {
    return this.#tableOf(scan).time;
  }

  /** Who has too few orders over all time has too few in any window. */
  #amongWhom(scan: ShardScan, candidates: Bits): Bits {
    const { leastOrders } = this.#parts;
    return leastOrders > 1 ? withOrders(scan, candidates, leastOrders) : candidates;
  }

  #tableOf({
    shard,
  }: ShardScan): ShardScan['shard']['ledger']['rows'] | ShardScan['shard']['events']['rows'] {
    return this.#parts.leaf.set.rows === 'event' ? shard.events.rows : shard.ledger.rows;
  }

  #candidatesNs(scan: ShardScan, customers: number): number {
    const { customerNs, inARowNs } = this.#parts.costs;
    const rowsEach = this.#tableOf(scan).rowCount / Math.max(scan.customers, 1);
    const asked = this.#parts.leastOrders > 1 ? customers / 2 : customers;
    return asked * (customerNs + rowsEach * inARowNs);
  }

  /** The cheapest way that does not go by candidates. */
  #cheapestWay(scan: ShardScan, bounds: WindowBounds, customers: number): Way {
    return this.#ways(scan, bounds).reduce((best, way) =>
      costOfWay(way, scan, customers) < costOfWay(best, scan, customers) ? way : best,
    );
  }

  /** Found once a shard, since costs, expectations and rows all ask for them. */
  #ways(scan: ShardScan, bounds: WindowBounds): readonly Way[] {
    if (this.#waysFor?.scan !== scan || this.#waysFor.bounds !== bounds)
      this.#waysFor = { scan, bounds, ways: this.#findWays(scan, bounds) };
    return this.#waysFor.ways;
  }

  /** A way by product that costs next to nothing is taken without a look at the others. */
  #findWays(scan: ShardScan, bounds: WindowBounds): Way[] {
    const { costs, leaf } = this.#parts;
    const types = leaf.set.rows === 'event' ? this.#types.list() : undefined;
    const products = leaf.set.rows === 'line' ? this.#filter.codes.product : undefined;
    const byProducts = products && byProduct(scan, bounds, products.list(), costs);
    if (byProducts !== undefined && costOfWay(byProducts, scan, scan.customers) < costs.wayNs)
      return [byProducts];
    const others = [inStoredOrder(this.#tableOf(scan), costs), bySomeTime(scan, bounds, types, costs)];
    return byProducts === undefined ? others : [byProducts, ...others];
  }

  #goAlong(scan: ShardScan, pass: RowPass, { slices, postings }: Way): void {
    for (const slice of slices) if (slice.start < slice.end) this.#pass(scan, pass, slice);
    const test = this.#filter.isProductsOnly ? undefined : pass.test;
    for (const slice of postings) if (slice.start < slice.end) passPostings(scan, pass, test, slice);
  }

  #pass(scan: ShardScan, pass: RowPass, slice: Slice): void {
    const { set } = this.#parts.leaf;
    if (set.rows === 'event') passEvents(scan, pass, this.#types, slice);
    else if (set.rows === 'line') passLinesOfRows(scan, pass, slice);
    else if (!passWorths(scan, pass, slice)) passOrders(scan, pass, slice);
  }

  #judgeUnsure(scan: ShardScan, unsure: Bits, holding: Bits): void {
    forEachBit(unsure, (local) => {
      if (this.#parts.judged.holds(scan, local)) setBit(holding, local);
      else clearBit(holding, local);
    });
    giveBack(unsure);
  }
}
