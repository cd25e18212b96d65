import { shortHash } from '../domain/message-id.ts';
import type { ImportFormat } from './domain/import-format.ts';
import { formatText } from './format-message.ts';
import { type ImportDocument, NO_PROGRESS } from './import-document.ts';
import type { ImportErrorStore } from './import-error-store.ts';
import type { ImportStore } from './import-store.ts';
import type { PieceStore } from './piece-store.ts';

const ID_LENGTH = 26;

export interface ToldImport {
  tenant: string;
  fileName: string;
  format: ImportFormat;
  sizeBytes: number;
  sha256: string;
}

export interface CreatedImport {
  document: ImportDocument;
  existed: boolean;
}

/** The same file of a tenant with the same format is the same import, whatever it is called. */
function newDocument(told: ToldImport, nowMs: number): ImportDocument {
  const { tenant, fileName, sizeBytes, sha256 } = told;
  const format = formatText(told.format);
  return {
    ...NO_PROGRESS,
    _id: shortHash(ID_LENGTH, 'import', tenant, sha256, format),
    ...{ tenant, fileName, sizeBytes, sha256, format, toldFormat: format },
    ...{ uploadedBytes: 0, state: 'uploading', createdMs: nowMs, doneMs: 0, failure: '', hasPieces: true },
    ...{ leaseOwner: '', leaseUntilMs: 0 },
  };
}

/** Starts an import or finds it. One that was given up begins anew: settings of the tenant may have changed since. */
export async function createImport(
  stores: { imports: ImportStore; pieces: PieceStore; errors: ImportErrorStore },
  told: ToldImport,
  nowMs: number,
): Promise<CreatedImport> {
  const document = newDocument(told, nowMs);
  const { tenant, _id } = document;
  if (await stores.imports.insert(document)) return { document, existed: false };
  const found = await stores.imports.find(tenant, _id);
  if (found?.state === 'failed') {
    await Promise.all([stores.pieces.remove(_id), stores.errors.remove(_id)]);
    await stores.imports.restart(tenant, _id);
  }
  return { document: (await stores.imports.find(tenant, _id)) ?? document, existed: true };
}
