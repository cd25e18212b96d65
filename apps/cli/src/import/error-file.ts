import { open } from 'node:fs/promises';
import type { ImportError } from '@perennial/contracts/gen/perennial/ingestion/v1/imports_service_pb';
import { csvLine } from './csv-cell.ts';
import type { ImportsClient } from './upload.ts';

const PAGE_SIZE = 500;

/** Refused rows, page by page. */
async function* refusedRows(
  client: ImportsClient,
  importId: string,
  signal: AbortSignal,
): AsyncGenerator<ImportError[]> {
  let pageToken = '';
  do {
    const page = await client.listImportErrors({ importId, pageSize: PAGE_SIZE, pageToken }, { signal });
    yield page.errors;
    pageToken = page.nextPageToken;
  } while (pageToken !== '');
}

/** Writes the refused rows of an import beside its file, with the lines they stand on; gives the path. */
export async function writeErrorFile(
  client: ImportsClient,
  importId: string,
  path: string,
  signal: AbortSignal,
): Promise<string> {
  const errorPath = `${path}.errors.csv`;
  const file = await open(errorPath, 'w');
  try {
    await file.write(csvLine(['line', 'column', 'reason', 'message']));
    for await (const errors of refusedRows(client, importId, signal)) {
      const lines = errors.map(({ line, column, reason, message }) =>
        csvLine([String(line), column, reason, message]),
      );
      await file.write(lines.join(''));
    }
  } finally {
    await file.close();
  }
  return errorPath;
}
