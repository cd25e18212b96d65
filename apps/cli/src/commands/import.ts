import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { create, fromJson } from '@bufbuild/protobuf';
import {
  type Import,
  type ImportFormat,
  ImportFormatSchema,
  ImportSchema,
  ImportState,
  ImportsService,
  PreviewImportResponseSchema,
} from '@perennial/contracts/gen/perennial/ingestion/v1/imports_service_pb';
import { checkFiles } from '../import/check-files.ts';
import { writeErrorFile } from '../import/error-file.ts';
import { describeContent, readHead } from '../import/file-content.ts';
import { importProgressBar } from '../import/progress-bar.ts';
import { uploadFile } from '../import/upload.ts';
import { workedIn } from '../import/worked-in.ts';
import { EXIT, type ExitCode } from '../output/exit-code.ts';
import { CommandError } from '../output/failure.ts';
import { formatCount, formatSeconds } from '../output/format.ts';
import { messageJson, writeJson } from '../output/json-output.ts';
import { renderTable } from '../output/table.ts';
import type { Terminal } from '../output/terminal.ts';
import type { Command, CommandContext } from './command.ts';

export interface ImportOptions {
  files: string[];
  /** JSON file with an ImportFormat; the other options win over it. */
  mapping?: string;
  /** What the command line says of the format. */
  format: Partial<Omit<ImportFormat, '$typeName' | '$unknown'>>;
  /** Shows what would happen, and stores nothing. */
  preview?: boolean;
}

/** Below the service's limit of 256 KB. */
const PREVIEW_BYTES = 200 * 1024;

async function readFormat({ mapping, format }: ImportOptions): Promise<ImportFormat> {
  if (mapping === undefined) return create(ImportFormatSchema, format);
  try {
    const read = fromJson(ImportFormatSchema, JSON.parse(await readFile(mapping, 'utf8')));
    return { ...read, ...format };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CommandError(`the mapping ${mapping} cannot be read: ${why}`, EXIT.usage, { cause });
  }
}

async function preview(context: CommandContext, path: string, format: ImportFormat): Promise<ExitCode> {
  const { connection, terminal, signal } = context;
  const head = await readHead(path, PREVIEW_BYTES);
  const answer = await connection.client(ImportsService).previewImport({ format, head }, { signal });
  if (terminal.json) {
    writeJson(terminal, PreviewImportResponseSchema, answer);
    return EXIT.ok;
  }
  const fields = [...new Set(answer.rows.flatMap(({ values }) => Object.keys(values)))];
  const columns = [
    { title: 'line', right: true },
    ...fields.map((title) => ({ title })),
    { title: 'refused' },
  ];
  const rows = answer.rows.map(({ line, values, error }) => [
    String(line),
    ...fields.map((field) => values[field] ?? ''),
    error,
  ]);
  terminal.out(renderTable(terminal, columns, rows));
  if (answer.unusedHeaders.length > 0) terminal.out(`Not read: ${answer.unusedHeaders.join(', ')}`);
  if (answer.missingFields.length > 0) terminal.out(`Missing: ${answer.missingFields.join(', ')}`);
  return answer.missingFields.length > 0 ? EXIT.failure : EXIT.ok;
}

interface Outcome {
  path: string;
  done: Import;
  seconds: number;
  errorFile: string | undefined;
}

function outcomeJson({ path, done, seconds, errorFile }: Outcome) {
  const rowsPerSecond = rowRate(done, seconds);
  return {
    file: path,
    import: messageJson(ImportSchema, done),
    seconds,
    rowsPerSecond,
    errorFile: errorFile ?? null,
  };
}

function rowRate(done: Import, seconds: number): number {
  return Math.round(Number(done.rowCount) / Math.max(0.001, seconds));
}

function report(terminal: Terminal, { path, done, seconds, errorFile }: Outcome): void {
  const { green, red, yellow } = terminal.colors;
  if (done.state === ImportState.FAILED) {
    terminal.out(`${red('✗')} ${path}: ${done.failure}`);
    return;
  }
  terminal.out(
    `${green('✓')} ${path}: ${formatCount(done.rowCount)} rows, ${formatCount(done.itemCount)} items in ${formatSeconds(seconds)} (${formatCount(rowRate(done, seconds))} rows/s)`,
  );
  for (const [rule, count] of Object.entries(done.skippedRows)) {
    terminal.out(`  ${formatCount(count)} rows left out: ${rule}`);
  }
  if (errorFile) {
    terminal.out(`  ${yellow(formatCount(done.refusedRowCount))} rows refused, see ${errorFile}`);
  }
}

async function importOne(context: CommandContext, path: string, format: ImportFormat): Promise<Outcome> {
  const { signal, connection, terminal } = context;
  const client = connection.client(ImportsService);
  const startedAtMs = performance.now();
  const content = await describeContent(path);
  const bar = importProgressBar(terminal, basename(path));
  let done: Import;
  try {
    const fileName = basename(path);
    done = await uploadFile({ client, path, fileName, format, content, signal, onProgress: bar.show });
  } finally {
    bar.stop();
  }
  const refused = done.refusedRowCount > 0n;
  const errorFile = refused ? await writeErrorFile(client, done.importId, path, signal) : undefined;
  return { path, done, seconds: (performance.now() - startedAtMs) / 1000, errorFile };
}

function exitCodeOf({ done }: Outcome): ExitCode {
  if (done.state === ImportState.FAILED) return EXIT.failure;
  return done.refusedRowCount > 0n ? EXIT.partlyRefused : EXIT.ok;
}

async function importAll(
  context: CommandContext,
  files: readonly string[],
  format: ImportFormat,
): Promise<ExitCode> {
  const { terminal } = context;
  const startedAtMs = performance.now();
  const outcomes: Outcome[] = [];
  for (const path of files) {
    const outcome = await importOne(context, path, format);
    if (!terminal.json) report(terminal, outcome);
    outcomes.push(outcome);
  }
  const someIn = outcomes.some(({ done }) => done.state !== ImportState.FAILED);
  if (someIn) await workedIn(context);
  const seconds = (performance.now() - startedAtMs) / 1000;
  if (terminal.json) terminal.out(JSON.stringify({ imports: outcomes.map(outcomeJson), seconds }));
  else if (someIn) terminal.out(`All worked in after ${formatSeconds(seconds)}.`);
  return worst(outcomes.map(exitCodeOf));
}

function worst(codes: readonly ExitCode[]): ExitCode {
  if (codes.includes(EXIT.failure)) return EXIT.failure;
  return codes.includes(EXIT.partlyRefused) ? EXIT.partlyRefused : EXIT.ok;
}

/** Imports files one after the other and waits until they are in the figures; the exit code is that of the worst. */
export const importFiles: Command<ImportOptions> = async (context, options) => {
  await checkFiles(options.mapping === undefined ? options.files : [options.mapping, ...options.files]);
  const format = await readFormat(options);
  if (!options.preview) return importAll(context, options.files, format);
  const codes: ExitCode[] = [];
  for (const path of options.files) codes.push(await preview(context, path, format));
  return worst(codes);
};
