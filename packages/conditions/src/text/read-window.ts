import { CALENDAR_UNITS } from '@perennial/calendar';
import type { RowSet, TimeWindow } from '../tree/row-set.ts';
import { readDay, readDayBefore, readSpan, standsDay } from './read-span.ts';
import type { TokenStream } from './token-stream.ts';

/** Reads the rows on which a window hangs; absent inside such a window. */
export type ReadAnchorRows = (stream: TokenStream) => RowSet;

/** The window that stands here; undefined when none does. */
export function readWindow(stream: TokenStream, readRows?: ReadAnchorRows): TimeWindow | undefined {
  if (stream.try('in', 'last', 'visit')) return { kind: 'last-visit' };
  if (stream.try('in', 'last')) return { kind: 'last', span: readSpan(stream) };
  if (stream.try('more', 'than')) return readAgo(stream);
  if (stream.try('between')) return readBetween(stream);
  const kind = stream.tryAny(['this', 'previous']);
  if (kind !== undefined) return { kind, unit: stream.expectAny(CALENDAR_UNITS) };
  if (stream.try('on')) {
    const day = readDay(stream);
    return { kind: 'dates', from: day, to: day };
  }
  if (stream.try('before')) return { kind: 'dates', to: readDayBefore(stream) };
  return stream.try('since') ? readSince(stream, readRows) : undefined;
}

/** The window that must stand here. */
export function requireWindow(stream: TokenStream, readRows: ReadAnchorRows): TimeWindow {
  return readWindow(stream, readRows) ?? stream.fail();
}

function readAgo(stream: TokenStream): TimeWindow {
  const span = readSpan(stream);
  stream.expect('ago');
  return { kind: 'ago', span };
}

function readBetween(stream: TokenStream): TimeWindow {
  const start = stream.peek();
  const window = standsDay(stream) ? readDates(stream) : readBetweenAgo(stream);
  const backwards =
    window.kind === 'dates'
      ? window.from > window.to
      : window.far.unit === window.near.unit && window.far.amount <= window.near.amount;
  if (backwards) stream.failAt(start, 'The window ends before it begins. Put the earlier end first.');
  return window;
}

function readDates(stream: TokenStream): TimeWindow & { kind: 'dates'; from: string; to: string } {
  const from = readDay(stream);
  stream.expect('and');
  return { kind: 'dates', from, to: readDay(stream) };
}

function readBetweenAgo(stream: TokenStream): TimeWindow & { kind: 'between-ago' } {
  const far = readSpan(stream);
  stream.expect('and');
  const near = readSpan(stream);
  stream.expect('ago');
  return { kind: 'between-ago', far, near };
}

function readSince(stream: TokenStream, readRows: ReadAnchorRows | undefined): TimeWindow {
  if (readRows !== undefined) {
    const anchor = stream.tryAny(['first', 'last']);
    if (anchor !== undefined) return { kind: 'since', anchor, set: readRows(stream) };
  }
  return { kind: 'dates', from: readDay(stream) };
}
