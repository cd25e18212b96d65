import { create } from '@bufbuild/protobuf';
import {
  type PreviewImportResponse,
  PreviewImportResponseSchema,
} from '@perennial/contracts/gen/perennial/ingestion/v1/imports_service_pb';
import { CsvFormatError } from './csv-reader.ts';
import type { ImportFormat } from './domain/import-format.ts';
import { createRowJudge, type RowOutcome } from './domain/judge-row.ts';
import { createRowReader } from './domain/read-row.ts';
import type { ResolvedFormat, TenantDefaults } from './domain/resolve-format.ts';
import { importErrors } from './errors.ts';
import { formatMessage } from './format-message.ts';
import { problemText } from './problem-text.ts';
import { HEAD_BYTES, type HeadRow, type ReadHead, readHead } from './read-head.ts';

const MAX_ROWS = 20;

function errorText(outcome: RowOutcome): string {
  if (outcome.kind === 'skipped') return `left out by the rule ${outcome.rule}`;
  if (outcome.kind === 'taken') return '';
  const { column, message } = outcome.problem;
  return column === '' ? message : `${column} ${message}`;
}

function previewRows(resolved: ResolvedFormat, rows: readonly HeadRow[]) {
  const read = createRowReader(resolved);
  const judge = createRowJudge(resolved);
  return rows.slice(0, MAX_ROWS).map(({ cells, line }) => ({
    line: BigInt(line),
    values: Object.fromEntries(read(cells, line).values),
    error: errorText(judge(cells, line)),
  }));
}

function readOrRefuse(told: ImportFormat, head: Uint8Array, tenant: TenantDefaults): ReadHead {
  const isWhole = head.length < HEAD_BYTES && head.at(-1) === 0x0a;
  try {
    const found = readHead(told, head, isWhole, tenant);
    if (found !== undefined) return found;
  } catch (cause) {
    if (!(cause instanceof CsvFormatError)) throw cause;
    throw importErrors.IMPORT_FORMAT_UNCLEAR({ field: 'head', problem: cause.message }, { cause });
  }
  throw importErrors.IMPORT_FILE_EMPTY();
}

/** What an import of a file with this head would do. */
export function previewImport(
  told: ImportFormat,
  head: Uint8Array,
  tenant: TenantDefaults,
): PreviewImportResponse {
  const found = readOrRefuse(told, head, tenant);
  if ('problem' in found) {
    const { field } = found.problem;
    const problem = problemText(found.problem, found.headers);
    throw importErrors.IMPORT_FORMAT_UNCLEAR(
      { field, problem },
      { fieldViolations: [{ field: `format.${field}`, description: problem }] },
    );
  }
  const { resolved, rows } = found;
  return create(PreviewImportResponseSchema, {
    format: formatMessage(resolved.format),
    headers: [...resolved.headers],
    unusedHeaders: resolved.unusedHeaders,
    missingFields: resolved.missingFields,
    rows: previewRows(resolved, rows),
  });
}
