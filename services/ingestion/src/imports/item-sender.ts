import type { Refusal } from '../domain/refusal.ts';
import type { IngestDoorway } from '../door/door.ts';
import type { FileSurvey } from './domain/file-survey.ts';
import type { RowProblem } from './domain/import-format.ts';
import { type GatheredItem, ItemGatherer } from './domain/item-gatherer.ts';
import type { RowOutcome } from './domain/judge-row.ts';
import { refusalLines } from './domain/refusal-lines.ts';
import type { ResolvedFormat } from './domain/resolve-format.ts';
import type { ImportDocument, ImportProgress } from './import-document.ts';
import type { ImportErrorStore } from './import-error-store.ts';

/** One call of the door: so many items, or so many rows where they make large ones. */
const MAX_BATCH_ITEMS = 1_000;
const MAX_BATCH_ROWS = 5_000;
/** As the door limits the body of a call; an item with fewer rows than that cannot reach it. */
const MAX_ITEM_CHARACTERS = 500_000;
const MIN_ROWS_OF_LARGE_ITEM = 100;

const TOO_LARGE: Refusal = {
  reason: 'ITEM_TOO_LARGE',
  field: '',
  message: 'makes an item of more than 500 KB; split the order',
};

export interface ItemSenderOptions {
  document: ImportDocument;
  resolved: ResolvedFormat;
  survey: FileSurvey;
  doorway: Pick<IngestDoorway, 'takeItems'>;
  errors: ImportErrorStore;
  checkpoint(progress: Partial<ImportProgress>): Promise<void>;
}

function isTooLarge({ raw, rows }: GatheredItem): boolean {
  return rows.length >= MIN_ROWS_OF_LARGE_ITEM && JSON.stringify(raw).length > MAX_ITEM_CHARACTERS;
}

/** Sends the items of a file through the door in batches, from the one on that the checkpoint names. */
export class ItemSender {
  readonly #options: ItemSenderOptions;
  readonly #gatherer: ItemGatherer;
  readonly #skippedRows: Map<string, number>;
  readonly #waiting: GatheredItem[] = [];
  readonly #problems: RowProblem[] = [];
  /** Items that the file has made so far. */
  #madeItemCount = 0;
  #isComplete = false;
  #siblingRowCount = 0;
  #sentItemCount: number;
  #refusedItemCount: number;
  #doorRefusedRowCount: number;
  #batch: GatheredItem[] = [];
  #batchRowCount = 0;

  constructor(options: ItemSenderOptions) {
    const { document, resolved, survey } = options;
    this.#options = options;
    this.#gatherer = new ItemGatherer(document._id, resolved, survey);
    this.#skippedRows = new Map(survey.skippedRows);
    this.#sentItemCount = document.sentItemCount;
    this.#refusedItemCount = document.refusedItemCount;
    this.#doorRefusedRowCount = document.doorRefusedRowCount;
  }

  add(outcome: RowOutcome): void {
    const { items, refused, skipped } = this.#gatherer.add(outcome);
    if (skipped !== undefined)
      this.#skippedRows.set(skipped.rule, (this.#skippedRows.get(skipped.rule) ?? 0) + skipped.rowCount);
    this.#siblingRowCount += refused.length;
    this.#problems.push(...refused);
    for (const item of items) {
      this.#madeItemCount += 1;
      if (this.#madeItemCount > this.#options.document.sentItemCount) this.#waiting.push(item);
    }
  }

  /** Sends all batches that are full. */
  async sendFullBatches(): Promise<void> {
    for (const item of this.#waiting.splice(0)) {
      if (isTooLarge(item)) {
        await this.#send();
        this.#refuse(item, TOO_LARGE);
        this.#sentItemCount += 1;
        continue;
      }
      this.#batch.push(item);
      this.#batchRowCount += item.rows.length;
      if (this.#batch.length >= MAX_BATCH_ITEMS || this.#batchRowCount >= MAX_BATCH_ROWS) await this.#send();
    }
    await this.#writeProblems();
  }

  /** Sends what is left; the number of items is exact from here on. */
  async finish(): Promise<void> {
    await this.sendFullBatches();
    this.#isComplete = true;
    await this.#send();
  }

  async #send(): Promise<void> {
    const batch = this.#batch;
    this.#batch = [];
    this.#batchRowCount = 0;
    if (batch.length > 0) {
      const { document, doorway } = this.#options;
      const { refused } = await doorway.takeItems(
        document.tenant,
        batch.map(({ raw }) => raw),
      );
      for (const refusal of refused) {
        const item = batch[refusal.index];
        if (item !== undefined) this.#refuse(item, refusal);
      }
    }
    this.#sentItemCount += batch.length;
    await this.#checkpoint();
  }

  #refuse(item: GatheredItem, refusal: Refusal): void {
    this.#refusedItemCount += 1;
    if (item.standsForRows) this.#doorRefusedRowCount += item.rows.length;
    this.#problems.push(...refusalLines(item, refusal, this.#options.resolved));
  }

  /** The errors are durable before the items are counted as done. */
  async #checkpoint(): Promise<void> {
    await this.#writeProblems();
    const { survey } = this.#options;
    await this.#options.checkpoint({
      skippedRows: [...this.#skippedRows].map(([rule, count]) => ({ rule, count })),
      refusedRowCount: survey.refusedRowCount + this.#siblingRowCount + this.#doorRefusedRowCount,
      itemCount: this.#isComplete ? this.#madeItemCount : Math.max(survey.itemCount, this.#madeItemCount),
      sentItemCount: this.#sentItemCount,
      refusedItemCount: this.#refusedItemCount,
      doorRefusedRowCount: this.#doorRefusedRowCount,
    });
  }

  async #writeProblems(): Promise<void> {
    await this.#options.errors.write(this.#options.document._id, this.#problems.splice(0));
  }
}
