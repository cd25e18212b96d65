import type { ZoneTime } from '@perennial/calendar';
import { FIELDS, type Filter, type RowsLeaf, type WindowBounds, windowBounds } from '@perennial/conditions';
import type { CodeSet } from '../compile/code-set.ts';
import type { CompiledFilter, FilterCompiler } from '../compile/filter-compiler.ts';
import { type Bits, clearBit, forEachBit, noBits, setBit } from './bits.ts';
import type { CodeLists } from './code-lists.ts';
import type { JudgedScan } from './judged-scan.ts';
import type { MeasurePlan } from './measure.ts';
import { passEvents, passLines, passLinesOfRows, passOrders, type RowPass } from './row-passes.ts';
import { consecutive, inWindow, rowsOfCandidates, type Slice, totalOf } from './row-ways.ts';
import type { ScanCosts } from './scan-costs.ts';
import type { NodeScan, ShardScan } from './shard-scan.ts';

const OVERHEAD_NS = 3000;

export interface RowsScanParts {
  leaf: RowsLeaf;
  measure: MeasurePlan;
  filters: FilterCompiler;
  zone: ZoneTime;
  codeLists: CodeLists;
  judged: JudgedScan;
  costs: ScanCosts;
}

/** Rows found by product, by time, by type, by candidate or one after another, whichever is cheapest, and folded into figures. */
export class RowsScan implements NodeScan {
  readonly #parts: RowsScanParts;
  readonly #filter: CompiledFilter;
  readonly #types: CodeSet;
  /** The filter asks what refunds tell only by the order that they name. */
  readonly #asksOrder: boolean;

  constructor(parts: RowsScanParts) {
    const { rows, filter, eventTypes } = parts.leaf.set;
    this.#parts = parts;
    this.#filter = parts.filters.compile(filter, rows);
    this.#types = parts.filters.eventTypes(eventTypes);
    this.#asksOrder = filter !== undefined && (rows === 'order' || asksOrder(filter));
  }

  costNs(scan: ShardScan, customers: number): number {
    const bounds = this.#bounds(scan);
    if (bounds === undefined) return OVERHEAD_NS;
    return OVERHEAD_NS + Math.min(this.#candidatesNs(scan, customers), this.#indexed(scan, bounds).costNs);
  }

  holding(scan: ShardScan, candidates: Bits, customers: number): Bits {
    const { measure } = this.#parts;
    const fold = measure.foldAt(scan.asOf.at);
    const bounds = this.#bounds(scan);
    if (bounds === undefined) return fold.finish();
    const unsure = measure.takesBack && this.#asksOrder ? noBits() : undefined;
    const { value, takesBack } = measure;
    const pass: RowPass = { ...bounds, candidates, test: this.#filter.test, value, fold, takesBack, unsure };
    const indexed = this.#indexed(scan, bounds);
    const slices =
      this.#candidatesNs(scan, customers) < indexed.costNs
        ? [rowsOfCandidates(this.#tableOf(scan), candidates)]
        : indexed.slices;
    for (const slice of slices) this.#pass(scan, pass, slice);
    const holding = fold.finish();
    if (unsure !== undefined) this.#judgeUnsure(scan, unsure, holding);
    return holding;
  }

  #bounds({ asOf }: ShardScan): WindowBounds | undefined {
    return windowBounds(this.#parts.leaf.set.window, asOf.at, this.#parts.zone);
  }

  #tableOf({
    shard,
  }: ShardScan): ShardScan['shard']['ledger']['rows'] | ShardScan['shard']['events']['rows'] {
    return this.#parts.leaf.set.rows === 'event' ? shard.events.rows : shard.ledger.rows;
  }

  #candidatesNs(scan: ShardScan, customers: number): number {
    const { customerNs, inARowNs } = this.#parts.costs;
    const rowsEach = this.#tableOf(scan).rowCount / Math.max(scan.shard.customers, 1);
    return customers * (customerNs + rowsEach * inARowNs);
  }

  /** The cheapest way that does not go by candidates. */
  #indexed(scan: ShardScan, bounds: WindowBounds): { slices: Slice[]; costNs: number } {
    const all = { slices: [consecutive(0, this.#tableOf(scan).rowCount)], costNs: 0 };
    all.costNs = totalOf(all.slices) * this.#parts.costs.inARowNs;
    const ways = [all, this.#byTime(scan, bounds)];
    if (this.#filter.codes.product !== undefined && this.#parts.leaf.set.rows === 'line')
      ways.push(this.#byProduct(scan, this.#filter.codes.product, bounds));
    return ways.reduce((best, way) => (way.costNs < best.costNs ? way : best));
  }

  #byTime(scan: ShardScan, bounds: WindowBounds): { slices: Slice[]; costNs: number } {
    const { time, rowCount } = this.#tableOf(scan);
    const slices: Slice[] = [];
    const { ledgerRuns, eventRuns } = scan.indexes;
    if (this.#parts.leaf.set.rows === 'event') {
      const types = this.#parts.codeLists.of(this.#types);
      for (const { rows, typeStarts } of eventRuns.current()) {
        for (const type of types) {
          if (type < typeStarts.length - 1)
            slices.push(inWindow(time, rows, typeStarts[type], typeStarts[type + 1], bounds));
        }
      }
    } else {
      for (const { byTime } of ledgerRuns.current())
        slices.push(inWindow(time, byTime, 0, byTime.length, bounds));
    }
    const runs = this.#parts.leaf.set.rows === 'event' ? eventRuns : ledgerRuns;
    slices.push(consecutive(runs.tailStart, rowCount));
    return { slices, costNs: totalOf(slices) * this.#parts.costs.apartNs };
  }

  #byProduct(scan: ShardScan, products: CodeSet, bounds: WindowBounds): { slices: Slice[]; costNs: number } {
    const { time, rowCount } = scan.shard.ledger.rows;
    const { ledgerRuns } = scan.indexes;
    const codes = this.#parts.codeLists.of(products);
    const runs = ledgerRuns.current();
    const lookUpNs = codes.length * runs.length * this.#parts.costs.lookUpNs;
    if (lookUpNs > rowCount * this.#parts.costs.inARowNs)
      return { slices: [], costNs: Number.POSITIVE_INFINITY };
    const slices: Slice[] = [];
    for (const { lines, lineRows, productStarts } of runs) {
      for (const product of codes) {
        if (product >= productStarts.length - 1) continue;
        const { start, end } = inWindow(
          time,
          lineRows,
          productStarts[product],
          productStarts[product + 1],
          bounds,
        );
        if (end > start) slices.push({ rows: lineRows, lines, start, end });
      }
    }
    slices.push(consecutive(ledgerRuns.tailStart, rowCount));
    return { slices, costNs: lookUpNs + totalOf(slices) * this.#parts.costs.apartNs };
  }

  #pass(scan: ShardScan, pass: RowPass, { rows, lines, start, end }: Slice): void {
    const { set } = this.#parts.leaf;
    if (set.rows === 'event') passEvents(scan, pass, this.#types, rows, start, end);
    else if (set.rows === 'order') passOrders(scan, pass, rows, start, end);
    else if (lines === undefined) passLinesOfRows(scan, pass, rows, start, end);
    else passLines(scan, pass, lines, rows, start, end);
  }

  #judgeUnsure(scan: ShardScan, unsure: Bits, holding: Bits): void {
    forEachBit(unsure, (local) => {
      if (this.#parts.judged.holds(scan, local)) setBit(holding, local);
      else clearBit(holding, local);
    });
  }
}

function asksOrder(filter: Filter): boolean {
  switch (filter.kind) {
    case 'field': {
      const { place } = FIELDS[filter.field];
      return place !== 'product' && place !== 'line';
    }
    case 'and':
    case 'or':
      return filter.of.some(asksOrder);
    case 'not':
      return asksOrder(filter.of);
    case 'lines':
      return true;
  }
}
