import type { ZoneTime } from '@perennial/calendar';
import type { PredictionLeaf } from '@perennial/conditions';
import type { FactsReader } from '@perennial/facts';
import { dayOf, type Forecaster, PurchaseReader } from '@perennial/forecasts';
import { BuyerColumns, type Buyers } from '../predictions/buyers.ts';
import { figuresOf } from '../predictions/figure.ts';
import { type RankedTest, rankedTest } from '../predictions/ranked-test.ts';
import { type Bits, countBits, forEachBit, noBits, setBit } from './bits.ts';
import type { NodeScan, ShardScan } from './shard-scan.ts';

/** Reading the purchases, and the forecast where no other customer has the same history. */
const FORECAST_NS = 900;

export interface PredictionScanParts {
  facts: Pick<FactsReader, 'columns'>;
  zone: ZoneTime;
  /** Undefined where no model was trained. */
  forecaster: Forecaster | undefined;
}

/** What is expected of customers passes a test: forecasts of all candidates of a shard at once. */
export class PredictionScan implements NodeScan {
  readonly #leaf: PredictionLeaf;
  readonly #parts: PredictionScanParts;
  readonly #test: RankedTest;
  #reader: PurchaseReader | undefined;

  constructor(leaf: PredictionLeaf, parts: PredictionScanParts) {
    this.#leaf = leaf;
    this.#parts = parts;
    this.#test = rankedTest(leaf.test);
  }

  costNs(_scan: ShardScan, customers: number): number {
    return customers * FORECAST_NS;
  }

  expected(_scan: ShardScan, customers: number): number {
    return customers / 2;
  }

  holding(scan: ShardScan, candidates: Bits): Bits {
    const holding = noBits();
    const { forecaster } = this.#parts;
    if (forecaster === undefined) return holding;
    const { customers: locals, histories, means } = this.#buyers(scan, candidates);
    const figures = figuresOf(forecaster, this.#leaf.of, histories, means);
    for (let place = 0; place < figures.length; place += 1) {
      if (this.#test.holds(this.#test.rankOf(figures[place]))) setBit(holding, locals[place]);
    }
    return holding;
  }

  /** By their places in the shard. */
  #buyers({ shard, asOf }: ShardScan, candidates: Bits): Buyers {
    const { facts, zone } = this.#parts;
    this.#reader ??= new PurchaseReader(facts, zone, asOf.at);
    const reader = this.#reader;
    const today = dayOf(zone, asOf.at);
    const columns = new BuyerColumns(countBits(candidates));
    forEachBit(candidates, (local) => columns.add(local, reader.read(shard.base + local), today));
    return columns.buyers();
  }
}
