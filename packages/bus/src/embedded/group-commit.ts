import type { RootDatabase } from 'lmdb';
import { PublishUnknownError } from '../port.ts';

/**
 * Waits for the commit that holds a publish to be on disk. LMDB joins what many callers write meanwhile into one transaction.
 * After a failed commit the log refuses all publishes: sequences were given that are not stored, only opening it anew mends that.
 */
export class GroupCommit {
  readonly #root: RootDatabase;
  #failure: Error | undefined;

  constructor(root: RootDatabase) {
    this.#root = root;
  }

  /** @throws PublishUnknownError when an earlier commit failed. */
  check(): void {
    if (!this.#failure) return;
    throw new PublishUnknownError('The log failed to write earlier; free disk space and restart', {
      cause: this.#failure,
    });
  }

  async durable(committed: Promise<unknown> | undefined): Promise<void> {
    try {
      await committed;
      await this.#root.flushed;
    } catch (error) {
      this.#failure ??= error instanceof Error ? error : new Error(String(error));
    }
    this.check();
  }
}
