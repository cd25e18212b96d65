import type { ConsentState } from '@perennial/conditions';
import type { NewestOfName } from '@perennial/facts';
import {
  andBits,
  type Bits,
  bitsOfWords,
  copyOfBits,
  dropBits,
  forEachBit,
  giveBack,
  noBits,
  orBits,
  setBit,
} from './bits.ts';
import type { JudgedScan } from './judged-scan.ts';
import type { NodeScan, ShardScan } from './shard-scan.ts';

const VALUES_NS = 12;
const BITMAPS_NS = 10_000;

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

  costNs(scan: ShardScan, customers: number): number {
    return this.#newest(scan).every((newest) => hasBitmaps(scan, newest))
      ? BITMAPS_NS
      : customers * VALUES_NS;
  }

  expected(_scan: ShardScan, customers: number): number {
    return customers / 2;
  }

  holding(scan: ShardScan, candidates: Bits): Bits {
    const newest = this.#newest(scan);
    return newest.every((newestOfName) => hasBitmaps(scan, newestOfName))
      ? this.#byBitmaps(candidates, newest)
      : this.#oneByOne(scan, candidates, newest);
  }

  #newest({ indexes }: ShardScan): NewestOfName[] {
    return this.#parts.names.filter((name) => name >= 0).map((name) => indexes.newestValues.of(name));
  }

  /** Of whom nothing was said yet, the next name may say it. */
  #byBitmaps(candidates: Bits, newest: readonly NewestOfName[]): Bits {
    const { is, stateOf } = this.#parts;
    const holding = noBits();
    const open = copyOfBits(candidates);
    for (const newestOfName of newest) {
      for (const [value, words] of newestOfName.holders() ?? []) {
        const state = stateOf(value);
        if (state === undefined) continue;
        const said = bitsOfWords(words);
        andBits(said, open);
        if (state === is) orBits(holding, said);
        dropBits(open, said);
        giveBack(said);
      }
    }
    if (is === 'unknown') orBits(holding, open);
    giveBack(open);
    return holding;
  }

  #oneByOne(scan: ShardScan, candidates: Bits, newest: readonly NewestOfName[]): Bits {
    const holding = noBits();
    const { is, judged } = this.#parts;
    const { time } = scan.shard.attributes.rows;
    forEachBit(candidates, (local) => {
      const isLater = newest.some(({ rows }) => rows[local] >= 0 && time[rows[local]] > scan.asOf.at);
      const holds = isLater ? judged.holds(scan, local) : this.#stateOf(scan, newest, local) === is;
      if (holds) setBit(holding, local);
    });
    return holding;
  }

  #stateOf({ shard }: ShardScan, newest: readonly NewestOfName[], local: number): ConsentState {
    const { value } = shard.attributes.rows.columns;
    for (const { rows } of newest) {
      const row = rows[local];
      const state = row < 0 ? undefined : this.#parts.stateOf(value[row]);
      if (state !== undefined) return state;
    }
    return 'unknown';
  }
}

function hasBitmaps({ asOf }: ShardScan, newest: NewestOfName): boolean {
  return newest.latestMs <= asOf.at && newest.holders() !== undefined;
}
