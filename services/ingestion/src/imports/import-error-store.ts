import type { Collection, Store, StoreDocument } from '@perennial/store';
import type { RowProblem } from './domain/import-format.ts';

const LINE_DIGITS = 12;

interface ImportErrorDocument extends StoreDocument, RowProblem {
  importId: string;
}

/** Collection `import_errors`: one document a refused row. */
export class ImportErrorStore {
  readonly #errors: Collection<ImportErrorDocument>;

  constructor(store: Store) {
    this.#errors = store.collection<ImportErrorDocument>('import_errors');
  }

  async createIndexes(): Promise<void> {
    await this.#errors.createIndex({ importId: 1, line: 1 });
  }

  /** The same rows again change nothing. */
  async write(importId: string, problems: readonly RowProblem[]): Promise<void> {
    if (problems.length === 0) return;
    await this.#errors.bulkWrite(
      problems.map((problem) => {
        const _id = `${importId}:${String(problem.line).padStart(LINE_DIGITS, '0')}`;
        return { replaceOne: { filter: { _id }, replacement: { _id, importId, ...problem }, upsert: true } };
      }),
    );
  }

  /** By line. */
  list(importId: string, afterLine: number, limit: number): Promise<RowProblem[]> {
    return this.#errors.find({ importId, line: { $gt: afterLine } }, { sort: { line: 1 }, limit }).toArray();
  }

  async remove(importId: string): Promise<void> {
    await this.#errors.deleteMany({ importId });
  }
}
