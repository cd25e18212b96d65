import type { RfmLeaf } from '@perennial/conditions';
import type { SchemeDefinition } from '@perennial/scores';
import type { ScoreReader } from '../readers.ts';
import { cellsNamed } from '../scores/cell-names.ts';
import { type Bits, forEachBit, noBits, setBit } from './bits.ts';
import type { NodeScan, ShardScan } from './shard-scan.ts';

const CELL_NS = 60;

/** Cells under borders that hang on everybody: all are found once, at the first shard. */
export class CellScan implements NodeScan {
  readonly #scores: ScoreReader;
  readonly #scheme: SchemeDefinition;
  readonly #isWanted: Uint8Array;
  #cells: Uint8Array | undefined;

  constructor(scores: ScoreReader, scheme: SchemeDefinition, { part, in: names }: RfmLeaf) {
    this.#scores = scores;
    this.#scheme = scheme;
    this.#isWanted = cellsNamed(part, names);
  }

  costNs(_scan: ShardScan, customers: number): number {
    return customers * CELL_NS;
  }

  expected(_scan: ShardScan, customers: number): number {
    return customers / 2;
  }

  holding({ shard, asOf }: ShardScan, candidates: Bits): Bits {
    this.#cells ??= this.#scores.cellsOfAll(asOf, this.#scheme);
    const cells = this.#cells;
    const holding = noBits();
    forEachBit(candidates, (local) => {
      if (this.#isWanted[cells[shard.base + local]] === 1) setBit(holding, local);
    });
    return holding;
  }
}
