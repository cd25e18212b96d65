import { importErrors } from './errors.ts';
import type { ImportDocument } from './import-document.ts';
import type { ImportStore } from './import-store.ts';
import type { PieceStore } from './piece-store.ts';

/** The import after a piece: durable when it resolves. An older piece changes nothing. */
export async function uploadPiece(
  stores: { imports: ImportStore; pieces: PieceStore },
  before: ImportDocument,
  offset: number,
  piece: Uint8Array,
): Promise<ImportDocument> {
  if (offset < before.uploadedBytes) return before;
  if (before.state === 'failed') throw importErrors.IMPORT_NOT_UPLOADING();
  if (offset > before.uploadedBytes)
    throw importErrors.IMPORT_PIECE_TOO_EARLY({ expected_offset: String(before.uploadedBytes) });
  if (offset + piece.length > before.sizeBytes)
    throw importErrors.IMPORT_PIECE_TOO_LONG({ size_bytes: String(before.sizeBytes) });
  const { tenant, _id } = before;
  const end = offset + (await stores.pieces.add(_id, offset, piece));
  await stores.imports.advance(tenant, _id, offset, end, end === before.sizeBytes);
  return (await stores.imports.find(tenant, _id)) ?? before;
}
