import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { IngestDoorway } from '../door/door.ts';
import { CsvReader } from './csv-reader.ts';
import { FileSurvey } from './domain/file-survey.ts';
import type { RowProblem } from './domain/import-format.ts';
import { createRowJudge, type RowOutcome } from './domain/judge-row.ts';
import { isEncoding } from './domain/read-text.ts';
import type { ResolvedFormat, TenantDefaults } from './domain/resolve-format.ts';
import { formatOfText, formatText } from './format-message.ts';
import type { ImportDocument, ImportProgress } from './import-document.ts';
import type { ImportErrorStore } from './import-error-store.ts';
import { ImportFailure, LeaseLostError } from './import-failure.ts';
import { ItemSender } from './item-sender.ts';
import type { PieceStore } from './piece-store.ts';
import { missingText, problemText } from './problem-text.ts';
import { HEAD_BYTES, readHead } from './read-head.ts';

/** The rows of so many bytes are read before others of the process have their turn: a few milliseconds. */
const CHUNK_BYTES = 65_536;
const ERROR_BATCH = 1_000;

export interface ImportJobPorts {
  pieces: PieceStore;
  errors: ImportErrorStore;
  doorway: Pick<IngestDoorway, 'takeItems'>;
  tenantDefaults(tenant: string): Promise<TenantDefaults>;
  /** Makes progress durable; false when somebody else has the import now. */
  checkpoint(changes: Partial<ImportProgress> & { format?: string }): Promise<boolean>;
  signal: AbortSignal;
}

/**
 * Brings the rows of a whole file in, in two passes over its pieces: the first learns which orders are refused and where each one
 * ends, the second makes the items and sends them through the door. Begun again after a kill it makes the same items under the
 * same message ids, and sends those only that were not sent.
 */
export class ImportJob {
  readonly #document: ImportDocument;
  readonly #ports: ImportJobPorts;

  constructor(document: ImportDocument, ports: ImportJobPorts) {
    this.#document = document;
    this.#ports = ports;
  }

  /** @throws ImportFailure when the file cannot be imported, LeaseLostError when somebody else has the import */
  async run(): Promise<void> {
    const resolved = await this.#resolve();
    await this.#checkpoint({ format: formatText(resolved.format) });
    const survey = await this.#survey(resolved);
    await this.#publish(resolved, survey);
  }

  async #resolve(): Promise<ResolvedFormat> {
    const head = await this.#head();
    const told = formatOfText(this.#document.toldFormat);
    const tenant = await this.#ports.tenantDefaults(this.#document.tenant);
    const found = readHead(told, head, head.length === this.#document.sizeBytes, tenant);
    if (found === undefined)
      throw new ImportFailure('The file holds no header row; send a CSV file with one');
    if ('problem' in found)
      throw new ImportFailure(`${found.problem.field} ${problemText(found.problem, found.headers)}`);
    const missing = missingText(found.resolved);
    if (missing !== undefined) throw new ImportFailure(missing);
    return found.resolved;
  }

  async #head(): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const piece of this.#ports.pieces.read(this.#document._id)) {
      parts.push(piece);
      size += piece.length;
      if (size >= HEAD_BYTES) break;
    }
    return Buffer.concat(parts).subarray(0, HEAD_BYTES);
  }

  /** Hands over what becomes of each row; `betweenChunks` runs every few hundred rows and holds the reading up. */
  async #readRows(
    resolved: ResolvedFormat,
    onRow: (outcome: RowOutcome) => void,
    betweenChunks: (bytes: Uint8Array) => Promise<void>,
  ): Promise<void> {
    const { encoding, delimiter } = resolved.format;
    const judge = createRowJudge(resolved);
    let isHeader = true;
    const reader = new CsvReader(isEncoding(encoding) ? encoding : 'utf-8', delimiter, (cells, line) => {
      if (!isHeader) onRow(judge(cells, line));
      isHeader = false;
    });
    for await (const piece of this.#ports.pieces.read(this.#document._id)) {
      for (let at = 0; at < piece.length; at += CHUNK_BYTES) {
        this.#ports.signal.throwIfAborted();
        const chunk = piece.subarray(at, at + CHUNK_BYTES);
        reader.write(chunk);
        await betweenChunks(chunk);
        await nextTurn();
      }
    }
    reader.end();
  }

  async #survey(resolved: ResolvedFormat): Promise<FileSurvey> {
    const survey = new FileSurvey();
    const sha256 = createHash('sha256');
    const problems: RowProblem[] = [];
    const writeProblems = async () => {
      await this.#ports.errors.write(this.#document._id, problems.splice(0));
    };
    await this.#readRows(
      resolved,
      (outcome) => {
        const refused = survey.add(outcome);
        if (refused !== undefined) problems.push(refused);
      },
      async (chunk) => {
        sha256.update(chunk);
        if (problems.length >= ERROR_BATCH) await writeProblems();
      },
    );
    if (sha256.digest('hex') !== this.#document.sha256)
      throw new ImportFailure(
        'The bytes that came are not those of the file: its SHA-256 differs; send it again',
      );
    await writeProblems();
    const { rowCount, refusedRowCount, itemCount } = survey;
    await this.#checkpoint({ rowCount, refusedRowCount, itemCount });
    return survey;
  }

  async #publish(resolved: ResolvedFormat, survey: FileSurvey): Promise<void> {
    const sender = new ItemSender({
      ...this.#ports,
      document: this.#document,
      resolved,
      survey,
      checkpoint: (progress) => this.#checkpoint(progress),
    });
    await this.#readRows(
      resolved,
      (outcome) => sender.add(outcome),
      () => sender.sendFullBatches(),
    );
    await sender.finish();
  }

  async #checkpoint(changes: Partial<ImportProgress> & { format?: string }): Promise<void> {
    this.#ports.signal.throwIfAborted();
    if (!(await this.#ports.checkpoint(changes))) throw new LeaseLostError(this.#document._id);
  }
}
