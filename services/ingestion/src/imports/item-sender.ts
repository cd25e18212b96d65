import type { Refusal } from '../domain/refusal.ts';
import type { IngestDoorway } from '../door.ts';
import type { FileSurvey } from './domain/file-survey.ts';
import type { RowProblem } from './domain/import-format.ts';
import { type GatheredItem, ItemGatherer } from './domain/item-gatherer.ts';
import type { RowOutcome } from './domain/judge-row.ts';
import { refusalLines } from './domain/refusal-lines.ts';
import type { ResolvedFormat } from './domain/resolve-format.ts';
import type { ImportDocument, ImportProgress } from './import-document.ts';
import { DoorBatch } from './import-door.ts';
import type { ImportErrorStore } from './import-error-store.ts';

const TOO_LARGE: Refusal = {
  reason: 'ITEM_TOO_LARGE',
  field: '',
  message: 'makes an item of more than 500 KB; split the order',
};

export interface ItemSenderOptions {
  document: ImportDocument;
  resolved: ResolvedFormat;
  survey: FileSurvey;
  doorway: Pick<IngestDoorway, 'takeJson'>;
  errors: ImportErrorStore;
  checkpoint(progress: Partial<ImportProgress>): Promise<void>;
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
  #batch = new DoorBatch<GatheredItem>();

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
      const json = Buffer.from(JSON.stringify(item.raw));
      if (this.#batch.add(item, json)) continue;
      await this.#send();
      if (!this.#batch.add(item, json)) await this.#refuseTooLarge(item);
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
    this.#batch = new DoorBatch();
    const refused = await batch.send(this.#options.document.tenant, this.#options.doorway);
    for (const refusal of refused) {
      const item = batch.entries[refusal.index];
      if (item !== undefined) this.#refuse(item, refusal);
    }
    this.#sentItemCount += batch.entries.length;
    await this.#checkpoint();
  }

  async #refuseTooLarge(item: GatheredItem): Promise<void> {
    this.#refuse(item, TOO_LARGE);
    this.#sentItemCount += 1;
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
