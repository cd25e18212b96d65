import Table from 'cli-table3';
import type { Terminal } from './terminal.ts';

export interface Column {
  title: string;
  /** Numbers stand on the right. */
  right?: boolean;
}

/** Draws light lines around nothing: columns two spaces apart under their titles. */
const PLAIN = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

/** Control characters in what customers told could move the cursor or fake lines. */
function printable(text: string): string {
  return Array.from(text, (char) => (isControl(char) ? '\u{fffd}' : char)).join('');
}

function isControl(char: string): boolean {
  const code = char.codePointAt(0) ?? 0;
  return code < 0x20 || (code >= 0x7f && code < 0xa0);
}

/** A table for people. */
export function renderTable(
  terminal: Terminal,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): string {
  const hasTitles = columns.some(({ title }) => title !== '');
  const table = new Table({
    head: hasTitles ? columns.map(({ title }) => terminal.colors.dim(title)) : [],
    colAligns: columns.map(({ right }) => (right ? 'right' : 'left')),
    chars: PLAIN,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  table.push(...rows.map((row) => row.map(printable)));
  return table.toString();
}
