import { setTimeout as delay } from 'node:timers/promises';
import { type Client, Code, ConnectError } from '@connectrpc/connect';
import {
  type Import,
  type ImportFormat,
  ImportState,
  type ImportsService,
} from '@perennial/contracts/gen/perennial/ingestion/v1/imports_service_pb';
import { EXIT } from '../output/exit-code.ts';
import { CommandError } from '../output/failure.ts';
import { type Content, piecesOf } from './file-content.ts';

export type ImportsClient = Client<typeof ImportsService>;

/** Below the service's limit of 768 KB, with room for JSON around it. */
const PIECE_BYTES = 512 * 1024;
const MAX_TRIES = 6;
const RETRY_DELAY_MS = 500;
/** How often the progress of rows is asked for. */
const WATCH_EVERY_MS = 300;

export interface UploadOptions {
  client: ImportsClient;
  path: string;
  fileName: string;
  format: ImportFormat;
  content: Content;
  signal: AbortSignal;
  /** Told after each step. */
  onProgress: (progress: Import) => void;
}

function needed(answer: { import?: Import | undefined }): Import {
  if (!answer.import) throw new CommandError('the server answered without an import', EXIT.failure);
  return answer.import;
}

/** A piece may be sent again: an older one changes nothing. */
async function withRetries<Result>(signal: AbortSignal, call: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (thrown) {
      const again = thrown instanceof ConnectError && isTransient(thrown.code);
      if (!again || attempt === MAX_TRIES || signal.aborted) throw thrown;
      await delay(RETRY_DELAY_MS * 2 ** (attempt - 1), undefined, { signal });
    }
  }
}

function isTransient(code: Code): boolean {
  return code === Code.Unavailable || code === Code.ResourceExhausted || code === Code.DeadlineExceeded;
}

async function uploadPieces(options: UploadOptions, started: Import): Promise<Import> {
  const { client, signal } = options;
  const { importId } = started;
  let progress = started;
  for await (const piece of piecesOf(options.path, started.uploadedBytes, PIECE_BYTES)) {
    signal.throwIfAborted();
    const request = { importId, offset: progress.uploadedBytes, piece };
    progress = needed(await withRetries(signal, () => client.uploadImportPiece(request, { signal })));
    options.onProgress(progress);
  }
  return progress;
}

function isOver({ state }: Import): boolean {
  return state === ImportState.DONE || state === ImportState.FAILED;
}

/**
 * Brings a file in and waits until its rows are: starts the import or finds the one that was interrupted, sends what is missing,
 * watches. Resolves to the import as done or failed.
 */
export async function uploadFile(options: UploadOptions): Promise<Import> {
  const { client, signal, fileName, format, content } = options;
  const created = await client.createImport({ fileName, format, ...content }, { signal });
  let progress = needed(created);
  options.onProgress(progress);
  if (progress.state === ImportState.UPLOADING) progress = await uploadPieces(options, progress);
  while (!isOver(progress)) {
    await delay(WATCH_EVERY_MS, undefined, { signal });
    const { importId } = progress;
    progress = needed(await withRetries(signal, () => client.getImport({ importId }, { signal })));
    options.onProgress(progress);
  }
  return progress;
}
