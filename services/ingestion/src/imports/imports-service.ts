import { create } from '@bufbuild/protobuf';
import type { HandlerContext, ServiceImpl } from '@connectrpc/connect';
import {
  ImportFormatSchema,
  type ImportsService,
} from '@perennial/contracts/gen/perennial/ingestion/v1/imports_service_pb';
import type { PageTokens } from '@perennial/runtime';
import { pageSizeOf, tenantOf } from '@perennial/runtime';
import { readPage } from '../profile/page.ts';
import { createImport } from './create-import.ts';
import type { ImportFormat } from './domain/import-format.ts';
import type { TenantDefaults } from './domain/resolve-format.ts';
import { importErrors } from './errors.ts';
import { formatFromMessage } from './format-message.ts';
import type { ImportDocument } from './import-document.ts';
import type { ImportErrorStore } from './import-error-store.ts';
import { importMessage } from './import-message.ts';
import type { ImportPosition, ImportStore } from './import-store.ts';
import type { PieceStore } from './piece-store.ts';
import { presetMessages } from './preset-message.ts';
import { previewImport } from './preview-import.ts';
import { uploadPiece } from './upload-piece.ts';

/** Larger files are split by whoever sends them. */
const MAX_FILE_BYTES = 8 * 1_073_741_824;

export interface ImportsServiceDeps {
  stores: { imports: ImportStore; pieces: PieceStore; errors: ImportErrorStore };
  pageTokens: PageTokens;
  clock: () => number;
  tenantDefaults(tenant: string): Promise<TenantDefaults>;
  /** Takes currency and zone of a first import for a shop that has said nothing. */
  adoptSettings(tenant: string, format: ImportFormat): Promise<void>;
  /** Called when a file may be whole. */
  onWhole(): void;
}

function importPosition(position: readonly string[] | null): ImportPosition | null {
  const [createdMs, importId] = position ?? [];
  return createdMs === undefined || importId === undefined
    ? null
    : { createdMs: Number(createdMs), importId };
}

export function importsService(deps: ImportsServiceDeps): ServiceImpl<typeof ImportsService> {
  const { stores, pageTokens, clock, tenantDefaults, adoptSettings, onWhole } = deps;
  const found = async (importId: string, context: HandlerContext): Promise<ImportDocument> => {
    const document = await stores.imports.find(tenantOf(context), importId);
    if (document === null) throw importErrors.IMPORT_NOT_FOUND();
    return document;
  };
  return {
    async previewImport({ format, head }, context) {
      const told = formatFromMessage(format ?? create(ImportFormatSchema));
      return previewImport(told, head, await tenantDefaults(tenantOf(context)));
    },
    async createImport({ fileName, format, sizeBytes, sha256 }, context) {
      if (sizeBytes > MAX_FILE_BYTES)
        throw importErrors.IMPORT_FILE_TOO_LARGE({ max_bytes: String(MAX_FILE_BYTES) });
      const told = {
        tenant: tenantOf(context),
        fileName,
        sha256,
        format: formatFromMessage(format ?? create(ImportFormatSchema)),
        sizeBytes: Number(sizeBytes),
      };
      await adoptSettings(told.tenant, told.format);
      const { document, existed } = await createImport(stores, told, clock());
      return { import: importMessage(document), existed };
    },
    async uploadImportPiece({ importId, offset, piece }, context) {
      const document = await uploadPiece(stores, await found(importId, context), Number(offset), piece);
      if (document.state === 'publishing') onWhole();
      return { import: importMessage(document) };
    },
    async getImport({ importId }, context) {
      return { import: importMessage(await found(importId, context)) };
    },
    async listImports({ pageSize, pageToken }, context) {
      const tenant = tenantOf(context);
      const scope = { tenant, query: ['ListImports'] };
      const page = await readPage(
        {
          rowsAfter: (position: readonly string[] | null, limit) =>
            stores.imports.list(tenant, importPosition(position), limit),
          positionOf: (document: ImportDocument): readonly string[] => [
            String(document.createdMs),
            document._id,
          ],
          show: (rows) => Promise.resolve(rows.map(importMessage)),
        },
        pageTokens.read(scope, pageToken),
        pageSizeOf(pageSize),
      );
      return { imports: page.items, nextPageToken: pageTokens.write(scope, page.next) };
    },
    async listImportErrors({ importId, pageSize, pageToken }, context) {
      const { _id } = await found(importId, context);
      const scope = { tenant: tenantOf(context), query: ['ListImportErrors', _id] };
      const page = await readPage(
        {
          rowsAfter: (position: readonly string[] | null, limit) =>
            stores.errors.list(_id, Number(position?.[0] ?? 0), limit),
          positionOf: ({ line }): readonly string[] => [String(line)],
          show: (rows) => Promise.resolve(rows.map((row) => ({ ...row, line: BigInt(row.line) }))),
        },
        pageTokens.read(scope, pageToken),
        pageSizeOf(pageSize),
      );
      return {
        errors: page.items.map(({ line, reason, column, message }) => ({ line, reason, column, message })),
        nextPageToken: pageTokens.write(scope, page.next),
      };
    },
    listPresets: () => ({ presets: presetMessages() }),
  };
}
