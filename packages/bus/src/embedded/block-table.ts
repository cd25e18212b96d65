import type { Database, RootDatabase } from 'lmdb';
import { RecordBlock, type WrittenBlock } from './record-block.ts';

/** The blocks of one log on LMDB, each under the sequence of its first record. */
export class BlockTable {
  readonly #root: RootDatabase;
  readonly #blocks: Database<Buffer, number>;
  /** `last`: the last sequence ever given, kept when the records at the end are removed; `removed`: how many ever were. */
  readonly #counts: Database<number, 'last' | 'removed'>;

  constructor(root: RootDatabase) {
    this.#root = root;
    this.#blocks = root.openDB<Buffer, number>({ name: 'blocks', encoding: 'binary' });
    this.#counts = root.openDB<number, 'last' | 'removed'>({ name: 'counts', encoding: 'msgpack' });
  }

  /** The first sequence that is there. */
  get firstSequence(): number | undefined {
    for (const key of this.#blocks.getKeys({ limit: 1 })) return key;
    return undefined;
  }

  /** The last sequence ever given; 0 for a new log. */
  get lastSequence(): number {
    for (const block of this.backwards()) return Math.max(block.last, this.#counts.get('last') ?? 0);
    return this.#counts.get('last') ?? 0;
  }

  /** How many records were ever removed. */
  get removed(): number {
    return this.#counts.get('removed') ?? 0;
  }

  /** Resolves with the commit that holds the block. */
  put({ first, bytes }: WrittenBlock): Promise<unknown> {
    return this.#blocks.put(first, bytes);
  }

  /** The block in which a sequence stands or would stand. */
  holding(sequence: number): RecordBlock | undefined {
    for (const { key, value } of this.#blocks.getRange({ start: sequence, reverse: true, limit: 1 }))
      return new RecordBlock(key, value);
    return undefined;
  }

  /** Blocks in which there are sequences from `sequence` to `last`, oldest first. */
  *between(sequence: number, last: number): Generator<RecordBlock> {
    let start = sequence;
    for (const key of this.#blocks.getKeys({ start: sequence, reverse: true, limit: 1 })) start = key;
    for (const { key, value } of this.#blocks.getRange({ start, end: last + 1 }))
      yield new RecordBlock(key, value);
  }

  /** Newest first. */
  *backwards(): Generator<RecordBlock> {
    for (const { key, value } of this.#blocks.getRange({ reverse: true })) yield new RecordBlock(key, value);
  }

  /** Removes records and keeps the last sequence from falling back; resolves with the commit. */
  async remove(sequences: readonly number[], lastSequence: number): Promise<void> {
    await this.#root.transaction(() => {
      let removed = this.removed;
      for (const [block, gone] of this.#byBlock(sequences)) {
        const left = block.without(gone);
        if (left?.first !== block.first) this.#blocks.removeSync(block.first);
        if (left !== undefined) this.#blocks.putSync(left.first, left.bytes);
        removed += gone.size;
      }
      this.#counts.putSync('removed', removed);
      this.#counts.putSync('last', lastSequence);
    });
  }

  /** Those of the sequences that are there, with their blocks. */
  #byBlock(sequences: readonly number[]): Map<RecordBlock, Set<number>> {
    const byBlock = new Map<RecordBlock, Set<number>>();
    let block: RecordBlock | undefined;
    for (const sequence of [...sequences].sort((one, other) => one - other)) {
      if (block === undefined || sequence > block.last) block = this.holding(sequence);
      if (block?.record(sequence) === undefined) continue;
      byBlock.set(block, (byBlock.get(block) ?? new Set()).add(sequence));
    }
    return byBlock;
  }
}
