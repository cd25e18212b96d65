import { dirname } from 'node:path';
import { CodedBatch } from '../batch/coded-batch.ts';
import type { Dictionaries } from '../dictionaries.ts';
import { type Positions, syncDirectory } from '../snapshot/manifest.ts';
import { frameOf } from './batch-frame.ts';
import { appendToJournal } from './journal-file.ts';

/** What is appended to facts behind their snapshot: batches wait in memory until they are saved. */
export class Journal {
  /** Of the file and of what waits. */
  sizeBytes: number;
  private readonly path: string;
  private readonly dictionaries: Dictionaries;
  /** Texts of each dictionary that are saved or wait. */
  private sizes: readonly number[];
  private waiting: Uint8Array[] = [];
  private isNew: boolean;

  /** @param sizeBytes of the file, whose batches the dictionaries contain */
  constructor(path: string, sizeBytes: number, dictionaries: Dictionaries) {
    this.path = path;
    this.sizeBytes = sizeBytes;
    this.isNew = sizeBytes === 0;
    this.dictionaries = dictionaries;
    this.sizes = sizesOf(dictionaries);
  }

  /** The journal behind a snapshot that is taken now. What waits in this one is still to be saved: texts that no batch brought are added to it. */
  next(path: string): Journal {
    const { dictionaries } = this;
    if (sizesOf(dictionaries).some((size, i) => size !== this.sizes[i])) this.add(new CodedBatch());
    return new Journal(path, 0, dictionaries);
  }

  /** To be called with each batch after it is applied. */
  add(batch: CodedBatch): void {
    const frame = frameOf(this.dictionaries, batch, this.sizes);
    this.sizes = sizesOf(this.dictionaries);
    this.waiting.push(frame);
    this.sizeBytes += frame.length;
  }

  /** Waits until the disk has all batches so far and the positions that they reach. Batches may be added meanwhile. */
  async save(positions: Positions): Promise<void> {
    const frames = this.waiting;
    this.waiting = [];
    await appendToJournal(this.path, { positions, frames });
    if (this.isNew) await syncDirectory(dirname(this.path));
    this.isNew = false;
  }
}

function sizesOf(dictionaries: Dictionaries): number[] {
  return dictionaries.all().map(({ size }) => size);
}
