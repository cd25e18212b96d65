import type { ConsentState } from '@perennial/conditions';
import { type Bits, forEachBit, noBits, setBit } from './bits.ts';
import type { JudgedScan } from './judged-scan.ts';
import type { NodeScan, ShardScan } from './shard-scan.ts';

const VALUES_NS = 12;

export interface ConsentScanParts {
  /** Codes of the attributes that tell of the topic and of all topics; -1 where nobody has it. */
  names: readonly number[];
  /** What a value says; undefined when it takes back. */
  stateOf(valueCode: number): ConsentState | undefined;
  is: ConsentState;
  judged: JudgedScan;
}

/** What was said last about a topic, or else about all topics of the channel. */
export class ConsentScan implements NodeScan {
  readonly #parts: ConsentScanParts;

  constructor(parts: ConsentScanParts) {
    this.#parts = parts;
  }

  costNs(_scan: ShardScan, customers: number): number {
    return customers * VALUES_NS;
  }

  expected(_scan: ShardScan, customers: number): number {
    return customers / 2;
  }

  holding(scan: ShardScan, candidates: Bits): Bits {
    const holding = noBits();
    const { names, is, judged } = this.#parts;
    const newest = names.filter((name) => name >= 0).map((name) => scan.indexes.newestValues.rowsOf(name));
    const { time } = scan.shard.attributes.rows;
    forEachBit(candidates, (local) => {
      const isLater = newest.some((rows) => rows[local] >= 0 && time[rows[local]] > scan.asOf.at);
      const holds = isLater ? judged.holds(scan, local) : this.#stateOf(scan, newest, local) === is;
      if (holds) setBit(holding, local);
    });
    return holding;
  }

  #stateOf({ shard }: ShardScan, newest: readonly Int32Array[], local: number): ConsentState {
    const { value } = shard.attributes.rows.columns;
    for (const rows of newest) {
      const row = rows[local];
      const state = row < 0 ? undefined : this.#parts.stateOf(value[row]);
      if (state !== undefined) return state;
    }
    return 'unknown';
  }
}
