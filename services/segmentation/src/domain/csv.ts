/** Cells that begin so are run as formulas by spreadsheets. */
const FORMULA_START = /^[=+\-@\t\r]/;
/** Cells with these stand in quotes. */
const NEEDS_QUOTES = /[",\r\n]/;

/**
 * One row of CSV (RFC 4180). A text cell that a spreadsheet would run as a formula begins with an apostrophe; numbers, which may be negative, stay
 * as they are.
 */
export function csvRow(cells: readonly (string | number)[]): string {
  return `${cells.map((cell) => (typeof cell === 'number' ? String(cell) : textCell(cell))).join(',')}\r\n`;
}

function textCell(text: string): string {
  const guarded = FORMULA_START.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** Minor units as a decimal number with a point, e.g. `-12.50`. */
export function decimalText(minor: number, minorPerUnit: number): string {
  return (minor / minorPerUnit).toFixed(Math.round(Math.log10(minorPerUnit)));
}
