import type { DocumentWriter } from './document-writer.ts';
import type { OpenCollection } from './embedded-environment.ts';
import { type BulkResult, DuplicateKeyError } from './port.ts';
import type { Outcome, PreparedWrite } from './write-operations.ts';

export function emptyBulkResult(): BulkResult {
  return {
    matchedCount: 0,
    modifiedCount: 0,
    upsertedCount: 0,
    insertedCount: 0,
    deletedCount: 0,
    duplicates: [],
  };
}

/** Adds what one operation did to the counts. */
export function tally(result: BulkResult, { kind }: Outcome): void {
  if (kind === 'inserted') result.insertedCount += 1;
  if (kind === 'upserted') result.upsertedCount += 1;
  if (kind === 'deleted') result.deletedCount += 1;
  if (kind === 'unchanged' || kind === 'modified') result.matchedCount += 1;
  if (kind === 'modified') result.modifiedCount += 1;
}

/** A bulk write on its way; what was not a duplicate and failed first is kept for the end, since the rest is still done. */
interface BulkProgress {
  readonly writes: readonly PreparedWrite[];
  /** The first write that is still to be done. */
  next: number;
  readonly result: BulkResult;
  failure: unknown;
}

export function startBulk(writes: readonly PreparedWrite[]): BulkProgress {
  return { writes, next: 0, result: emptyBulkResult(), failure: undefined };
}

/** Carries out the next `count` writes inside a transaction. */
export function runSome(
  progress: BulkProgress,
  count: number,
  open: OpenCollection,
  writer: DocumentWriter,
): void {
  const end = Math.min(progress.writes.length, progress.next + count);
  for (; progress.next < end; progress.next += 1) {
    try {
      const outcome = progress.writes[progress.next]?.(open, writer);
      if (outcome !== undefined) tally(progress.result, outcome);
    } catch (error) {
      if (error instanceof DuplicateKeyError) progress.result.duplicates.push(progress.next);
      else progress.failure ??= error;
    }
  }
}
