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

/** Carries out every write; duplicates are listed, and the first other failure is handed back for after the commit. */
export function runAll(
  writes: readonly PreparedWrite[],
  open: OpenCollection,
  writer: DocumentWriter,
): { result: BulkResult; failure: unknown } {
  const result = emptyBulkResult();
  let failure: unknown;
  for (const [index, write] of writes.entries()) {
    try {
      tally(result, write(open, writer));
    } catch (error) {
      if (error instanceof DuplicateKeyError) result.duplicates.push(index);
      else failure ??= error;
    }
  }
  return { result, failure };
}
