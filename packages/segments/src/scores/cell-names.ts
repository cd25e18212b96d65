import type { RfmPart } from '@perennial/conditions';
import { CELL_COUNT, cellName, classNameInCell } from '@perennial/scores';

/** What a condition calls a cell: its name, or that of its class in a dimension. */
export function nameInPart(cell: number, part: RfmPart): string {
  return part === 'cell' ? cellName(cell) : classNameInCell(cell, part);
}

/** 1 at each cell that one of the names is of. */
export function cellsNamed(part: RfmPart, names: readonly string[]): Uint8Array {
  return Uint8Array.from({ length: CELL_COUNT + 1 }, (_, cell) =>
    names.includes(nameInPart(cell, part)) ? 1 : 0,
  );
}
