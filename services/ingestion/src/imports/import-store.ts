import { type Collection, DuplicateKeyError, type Store } from '@perennial/store';
import {
  type ImportDocument,
  type ImportProgress,
  type ImportState,
  NO_PROGRESS,
} from './import-document.ts';

/** Where a page of imports ends. */
export interface ImportPosition {
  createdMs: number;
  importId: string;
}

/** Collection `imports`: one document a file and format. */
export class ImportStore {
  readonly #imports: Collection<ImportDocument>;

  constructor(store: Store) {
    this.#imports = store.collection<ImportDocument>('imports');
  }

  async createIndexes(): Promise<void> {
    await this.#imports.createIndex({ tenant: 1, createdMs: -1, _id: 1 });
    await this.#imports.createIndex({ state: 1, leaseUntilMs: 1 });
  }

  find(tenant: string, importId: string): Promise<ImportDocument | null> {
    return this.#imports.findOne({ _id: importId, tenant });
  }

  /** False when it is there already. */
  async insert(document: ImportDocument): Promise<boolean> {
    try {
      await this.#imports.insertOne(document);
      return true;
    } catch (error) {
      if (error instanceof DuplicateKeyError) return false;
      throw error;
    }
  }

  /** Newest first. */
  list(tenant: string, after: ImportPosition | null, limit: number): Promise<ImportDocument[]> {
    const behind =
      after === null
        ? {}
        : {
            $or: [
              { createdMs: { $lt: after.createdMs } },
              { createdMs: after.createdMs, _id: { $gt: after.importId } },
            ],
          };
    return this.#imports.find({ tenant, ...behind }, { sort: { createdMs: -1, _id: 1 }, limit }).toArray();
  }

  /** Moves the end of what is durable; with the last byte the import goes on to its rows. False when another call moved it. */
  async advance(
    tenant: string,
    importId: string,
    from: number,
    to: number,
    isWhole: boolean,
  ): Promise<boolean> {
    const { matchedCount } = await this.#imports.updateOne(
      { _id: importId, tenant, state: 'uploading', uploadedBytes: from },
      { $set: { uploadedBytes: to, ...(isWhole ? { state: 'publishing' } : {}) } },
    );
    return matchedCount === 1;
  }

  /** Begins a failed import anew. */
  async restart(tenant: string, importId: string): Promise<void> {
    await this.#imports.updateOne(
      { _id: importId, tenant, state: 'failed' },
      {
        $set: {
          ...NO_PROGRESS,
          state: 'uploading',
          uploadedBytes: 0,
          failure: '',
          doneMs: 0,
          leaseUntilMs: 0,
        },
      },
    );
  }

  /** The whole import that has waited longest and that nobody else works on, whatever its tenant; null when there is none. */
  claim(owner: string, nowMs: number, untilMs: number): Promise<ImportDocument | null> {
    return this.#imports.findOneAndUpdate(
      { state: 'publishing', $or: [{ leaseUntilMs: { $lte: nowMs } }, { leaseOwner: owner }] },
      { $set: { leaseOwner: owner, leaseUntilMs: untilMs } },
      { sort: { leaseUntilMs: 1 } },
    );
  }

  /** Writes how far an import is, and holds its lease; false when somebody else has it now. */
  async checkpoint(
    { tenant, _id }: ImportDocument,
    owner: string,
    untilMs: number,
    changes: Partial<ImportProgress> & { format?: string },
  ): Promise<boolean> {
    const { matchedCount } = await this.#imports.updateOne(
      { _id, tenant, state: 'publishing', leaseOwner: owner },
      { $set: { ...changes, leaseUntilMs: untilMs } },
    );
    return matchedCount === 1;
  }

  /** Done imports of all tenants whose pieces a kill left behind. */
  doneWithPieces(): Promise<ImportDocument[]> {
    return this.#imports.find({ state: 'done', hasPieces: true }).toArray();
  }

  async notePiecesGone({ tenant, _id }: ImportDocument): Promise<void> {
    await this.#imports.updateOne({ _id, tenant, state: 'done' }, { $set: { hasPieces: false } });
  }

  async finish(
    { tenant, _id }: ImportDocument,
    owner: string,
    end: { state: Extract<ImportState, 'done' | 'failed'>; doneMs: number; failure: string },
  ): Promise<boolean> {
    const { matchedCount } = await this.#imports.updateOne(
      { _id, tenant, state: 'publishing', leaseOwner: owner },
      { $set: end },
    );
    return matchedCount === 1;
  }
}
