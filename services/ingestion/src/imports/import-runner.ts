import type { Logger } from '@perennial/runtime';
import { CsvFormatError } from './csv-reader.ts';
import type { ImportDocument } from './import-document.ts';
import { ImportFailure, LeaseLostError } from './import-failure.ts';
import { ImportJob, type ImportJobPorts } from './import-job.ts';
import type { ImportStore } from './import-store.ts';

/** An instance that is silent for so long has lost its import to the others. */
const LEASE_MS = 60_000;
/** Imports of instances that died, and those that met an error, are looked for this often. */
const LOOK_INTERVAL_MS = 5_000;

export interface ImportRunnerOptions extends Omit<ImportJobPorts, 'checkpoint' | 'signal'> {
  imports: ImportStore;
  clock: () => number;
  logger: Logger;
  /** This instance; the same after its restart. */
  owner: string;
}

/** Works on whole files one after the other, those of this instance's last life first. */
export class ImportRunner {
  readonly #options: ImportRunnerOptions;
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #isWanted = false;
  /** Whether what a kill left behind was looked for since the start. */
  #isTidy = false;

  constructor(options: ImportRunnerOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer = setInterval(() => this.wake(), LOOK_INTERVAL_MS);
    this.#timer.unref();
    this.wake();
  }

  /** Says that a file may be whole. */
  wake(): void {
    this.#isWanted = true;
    if (this.#running === undefined && !this.#stopping.signal.aborted)
      this.#running = this.#runAll().finally(() => {
        this.#running = undefined;
      });
  }

  /** Stops at the next checkpoint; what is left goes on after the next start. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#stopping.abort();
    await this.#running;
  }

  async #runAll(): Promise<void> {
    const { imports, clock, owner, logger } = this.#options;
    try {
      if (!this.#isTidy) await this.#tidyUp();
      while (this.#isWanted && !this.#stopping.signal.aborted) {
        this.#isWanted = false;
        const nowMs = clock();
        const document = await imports.claim(owner, nowMs, nowMs + LEASE_MS);
        if (document === null) continue;
        this.#isWanted = true;
        await this.#run(document);
      }
    } catch (err) {
      if (this.#stopping.signal.aborted || err instanceof LeaseLostError) return;
      logger.error({ err }, 'an import met an error and goes on later');
    }
  }

  async #run(document: ImportDocument): Promise<void> {
    const { imports, clock, owner } = this.#options;
    const job = new ImportJob(document, {
      ...this.#options,
      signal: this.#stopping.signal,
      checkpoint: (changes) => imports.checkpoint(document, owner, clock() + LEASE_MS, changes),
    });
    try {
      await job.run();
    } catch (error) {
      if (!(error instanceof ImportFailure) && !(error instanceof CsvFormatError)) throw error;
      await this.#end(document, 'failed', error.message);
      return;
    }
    await this.#end(document, 'done', '');
  }

  async #end(document: ImportDocument, state: 'done' | 'failed', failure: string): Promise<void> {
    const { imports, pieces, clock, owner } = this.#options;
    // A failed import may begin anew as soon as it says so: its old pieces must be gone by then.
    if (state === 'failed') await pieces.remove(document._id);
    const isEnded = await imports.finish(document, owner, { state, failure, doneMs: clock() });
    if (isEnded && state === 'done') await this.#removePieces(document);
  }

  async #removePieces(document: ImportDocument): Promise<void> {
    await this.#options.pieces.remove(document._id);
    await this.#options.imports.notePiecesGone(document);
  }

  async #tidyUp(): Promise<void> {
    for (const document of await this.#options.imports.doneWithPieces()) await this.#removePieces(document);
    this.#isTidy = true;
  }
}
