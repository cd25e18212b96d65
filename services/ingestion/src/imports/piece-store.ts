import { type Collection, DuplicateKeyError, type Store, type StoreDocument } from '@perennial/store';

const OFFSET_DIGITS = 15;

interface PieceDocument extends StoreDocument {
  importId: string;
  bytes: Uint8Array;
}

function pieceId(importId: string, offset: number): string {
  return `${importId}:${String(offset).padStart(OFFSET_DIGITS, '0')}`;
}

/** Collection `import_pieces`: the bytes of files whose rows are not all in. A piece never changes once it is there. */
export class PieceStore {
  readonly #pieces: Collection<PieceDocument>;

  constructor(store: Store) {
    this.#pieces = store.collection<PieceDocument>('import_pieces');
  }

  async createIndexes(): Promise<void> {
    await this.#pieces.createIndex({ importId: 1 });
  }

  /** The size of the piece at this offset, which is the one told before where a call was cut off after it. */
  async add(importId: string, offset: number, bytes: Uint8Array): Promise<number> {
    try {
      await this.#pieces.insertOne({ _id: pieceId(importId, offset), importId, bytes });
      return bytes.length;
    } catch (error) {
      if (!(error instanceof DuplicateKeyError)) throw error;
      return (await this.#at(importId, offset))?.length ?? 0;
    }
  }

  /** The pieces of a file from its first byte on. */
  async *read(importId: string): AsyncGenerator<Uint8Array> {
    let offset = 0;
    for (;;) {
      const bytes = await this.#at(importId, offset);
      if (bytes === undefined) return;
      yield bytes;
      offset += bytes.length;
    }
  }

  async remove(importId: string): Promise<void> {
    await this.#pieces.deleteMany({ importId });
  }

  async #at(importId: string, offset: number): Promise<Uint8Array | undefined> {
    const found = await this.#pieces.findOne({ _id: pieceId(importId, offset) });
    return found?.bytes;
  }
}
