import type { CodeSet } from '../compile/code-set.ts';
import { type Bits, dropBits, dropHeldByAny, giveBack, heldByAny } from './bits.ts';
import type { NodeScan, ShardScan } from './shard-scan.ts';
import { among } from './tree-scan.ts';

const BITMAP_NS = 500;
const MIXED = 2;

/** Undefined: sources of any kind. */
type AskedKind = number | undefined;

export interface PresenceScanParts {
  types: CodeSet;
  /** Undefined: any source. */
  sources: CodeSet | undefined;
  /** Kinds of sources by code, current. */
  kindOf: readonly number[];
  /** Answers where the bitmaps cannot. */
  otherwise: NodeScan;
}

/** Whether a customer ever had an event of a type from a kind of source: bitmaps joined, no rows. */
export class PresenceScan implements NodeScan {
  readonly holdsCandidatesOnly = true;
  readonly #parts: PresenceScanParts;
  #asked: { kinds: readonly AskedKind[] | undefined } | undefined;

  constructor(parts: PresenceScanParts) {
    this.#parts = parts;
  }

  costNs(scan: ShardScan, customers: number): number {
    return this.#kinds(scan) === undefined ? this.#parts.otherwise.costNs(scan, customers) : BITMAP_NS;
  }

  expected(_scan: ShardScan, customers: number): number {
    return customers / 2;
  }

  holding(scan: ShardScan, candidates: Bits, customers: number): Bits {
    const kinds = this.#kinds(scan);
    if (kinds === undefined) return among(this.#parts.otherwise, scan, candidates, customers);
    return heldByAny(candidates, this.#bitmaps(scan, kinds));
  }

  drop(scan: ShardScan, set: Bits, customers: number): void {
    const kinds = this.#kinds(scan);
    if (kinds !== undefined) {
      dropHeldByAny(set, this.#bitmaps(scan, kinds));
      return;
    }
    const holding = this.#parts.otherwise.holding(scan, set, customers);
    dropBits(set, holding);
    giveBack(holding);
  }

  #bitmaps({ indexes }: ShardScan, kinds: readonly AskedKind[]): Int32Array[] {
    const bitmaps: Int32Array[] = [];
    for (const type of this.#parts.types.list()) {
      for (const kind of kinds) {
        const bitmap = indexes.presence.bitmapOf(type, kind);
        if (bitmap !== undefined) bitmaps.push(bitmap);
      }
    }
    return bitmaps;
  }

  /** Kinds of the sources asked for; undefined where the bitmaps cannot say: later events may count. */
  #kinds({ indexes: { presence }, asOf }: ShardScan): readonly AskedKind[] | undefined {
    presence.refresh();
    if (presence.latestMs > asOf.at) return undefined;
    this.#asked ??= askedKinds(this.#parts);
    return this.#asked.kinds;
  }
}

/** No kinds where some sources of one are asked for and others not. */
function askedKinds({ sources, kindOf }: PresenceScanParts): { kinds: readonly AskedKind[] | undefined } {
  if (sources === undefined) return { kinds: [undefined] };
  const verdicts: number[] = [];
  for (const [code, kind] of kindOf.entries()) {
    const verdict = sources.codes[code];
    if (verdicts[kind] === undefined) verdicts[kind] = verdict;
    else if (verdicts[kind] !== verdict) verdicts[kind] = MIXED;
  }
  const kinds = Array.from(verdicts.keys()).filter((kind) => verdicts[kind] === 1);
  return { kinds: verdicts.includes(MIXED) ? undefined : kinds };
}
