import type { Span } from '@perennial/calendar';
import type { RowSet, TimeWindow } from '../tree/row-set.ts';
import { shiftDay } from './read-span.ts';

/** A window; `printRows` prints the rows on which it hangs. */
export function printWindow(window: TimeWindow, printRows: (set: RowSet) => string): string {
  switch (window.kind) {
    case 'last':
      return `in last ${printSpan(window.span)}`;
    case 'ago':
      return `more than ${printSpan(window.span)} ago`;
    case 'between-ago':
      return `between ${printSpan(window.far)} and ${printSpan(window.near)} ago`;
    case 'this':
    case 'previous':
      return `${window.kind} ${window.unit}`;
    case 'dates':
      return printDates(window);
    case 'since': {
      const rows = printRows(window.set);
      return `since ${window.anchor} ${window.set.window === undefined ? rows : `(${rows})`}`;
    }
    default:
      return 'in last visit';
  }
}

/** `1 month`, `6 months`. */
export function printCount(amount: number, unit: string): string {
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}

function printSpan({ amount, unit }: Span): string {
  return printCount(amount, unit);
}

function printDates({ from, to }: TimeWindow & { kind: 'dates' }): string {
  if (from === undefined) return to === undefined ? '' : `before ${shiftDay(to, 1)}`;
  if (to === undefined) return `since ${from}`;
  return from === to ? `on ${from}` : `between ${from} and ${to}`;
}
