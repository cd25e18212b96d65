import { create } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import {
  type Import,
  ImportSchema,
  ImportState as ImportStateMessage,
} from '@perennial/contracts/gen/perennial/ingestion/v1/imports_service_pb';
import { formatMessageOfText } from './format-message.ts';
import type { ImportDocument, ImportState } from './import-document.ts';

const STATES: Record<ImportState, ImportStateMessage> = {
  uploading: ImportStateMessage.UPLOADING,
  publishing: ImportStateMessage.PUBLISHING,
  done: ImportStateMessage.DONE,
  failed: ImportStateMessage.FAILED,
};

export function importMessage(document: ImportDocument): Import {
  return create(ImportSchema, {
    importId: document._id,
    fileName: document.fileName,
    format: formatMessageOfText(document.format),
    sizeBytes: BigInt(document.sizeBytes),
    uploadedBytes: BigInt(document.uploadedBytes),
    state: STATES[document.state],
    rowCount: BigInt(document.rowCount),
    skippedRows: Object.fromEntries(document.skippedRows.map(({ rule, count }) => [rule, BigInt(count)])),
    refusedRowCount: BigInt(document.refusedRowCount),
    itemCount: BigInt(document.itemCount),
    publishedItemCount: BigInt(document.sentItemCount - document.refusedItemCount),
    createTime: timestampFromMs(document.createdMs),
    ...(document.doneMs === 0 ? {} : { doneTime: timestampFromMs(document.doneMs) }),
    failure: document.failure,
  });
}
