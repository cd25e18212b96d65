import type { StoreDocument } from '@perennial/store';

export type ImportState = 'uploading' | 'publishing' | 'done' | 'failed';

/** How far an import is. */
export interface ImportProgress {
  rowCount: number;
  refusedRowCount: number;
  skippedRows: { rule: string; count: number }[];
  itemCount: number;
  /** Items that were handed to the door, in the order in which the file makes them. */
  sentItemCount: number;
  /** Those among them that the door refused, and the rows they were made of. */
  refusedItemCount: number;
  doorRefusedRowCount: number;
}

/** An import in the collection `imports`. */
export interface ImportDocument extends StoreDocument, ImportProgress {
  tenant: string;
  fileName: string;
  sha256: string;
  /** ImportFormat in proto JSON, as told, and with all sniffed values once they are known. */
  toldFormat: string;
  format: string;
  sizeBytes: number;
  uploadedBytes: number;
  state: ImportState;
  createdMs: number;
  /** 0 before. */
  doneMs: number;
  failure: string;
  /** False once its pieces are gone. */
  hasPieces: boolean;
  /** Who works on it, and until when nobody else may. */
  leaseOwner: string;
  leaseUntilMs: number;
}

export const NO_PROGRESS: ImportProgress = {
  rowCount: 0,
  refusedRowCount: 0,
  skippedRows: [],
  itemCount: 0,
  sentItemCount: 0,
  refusedItemCount: 0,
  doorRefusedRowCount: 0,
};
