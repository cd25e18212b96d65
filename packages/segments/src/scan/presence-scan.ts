import type { CodeSet } from '../compile/code-set.ts';
import type { FilterCompiler } from '../compile/filter-compiler.ts';
import { type Bits, noBits, orBits } from './bits.ts';
import type { CodeLists } from './code-lists.ts';
import type { NodeScan, ShardScan } from './shard-scan.ts';

const BITMAP_NS = 500;
const MIXED = 2;

export interface PresenceScanParts {
  types: CodeSet;
  /** Undefined: any source. */
  sources: CodeSet | undefined;
  codeLists: CodeLists;
  /** Kinds of sources by code, current. */
  kindOf: readonly number[];
  filters: FilterCompiler;
  /** Answers where the bitmaps cannot. */
  otherwise: NodeScan;
}

/** Whether a customer ever had an event of a type from a kind of source: bitmaps joined, no rows. */
export class PresenceScan implements NodeScan {
  readonly #parts: PresenceScanParts;

  constructor(parts: PresenceScanParts) {
    this.#parts = parts;
  }

  costNs(scan: ShardScan, customers: number): number {
    return this.#kinds(scan) === undefined ? this.#parts.otherwise.costNs(scan, customers) : BITMAP_NS;
  }

  holding(scan: ShardScan, candidates: Bits, customers: number): Bits {
    const kinds = this.#kinds(scan);
    if (kinds === undefined) return this.#parts.otherwise.holding(scan, candidates, customers);
    const holding = noBits();
    for (const type of this.#parts.codeLists.of(this.#parts.types)) {
      for (const kind of kinds) {
        const bitmap = scan.indexes.presence.bitmapOf(type, kind);
        if (bitmap !== undefined) orBits(holding, bitmap);
      }
    }
    return holding;
  }

  /** Kinds of the sources asked for; undefined where some of a kind are and some are not, or where later events may count. */
  #kinds({ indexes: { presence }, asOf }: ShardScan): number[] | undefined {
    presence.refresh();
    if (presence.latestMs > asOf.at) return undefined;
    const { sources, kindOf } = this.#parts;
    const verdicts: number[] = [];
    for (const [code, kind] of kindOf.entries()) {
      const verdict = sources === undefined ? 1 : sources.codes[code];
      if (verdicts[kind] === undefined) verdicts[kind] = verdict;
      else if (verdicts[kind] !== verdict) verdicts[kind] = MIXED;
    }
    if (verdicts.includes(MIXED)) return undefined;
    return Array.from(verdicts.keys()).filter((kind) => verdicts[kind] === 1);
  }
}
