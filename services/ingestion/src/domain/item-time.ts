import type { FieldName, ObjectReader } from './object-reader.ts';
import type { Problems } from './refusal.ts';

/** Clocks run ahead a little; an item that claims more is refused. */
const MAX_AHEAD_MS = 3_600_000;

/** A smaller number is a time in seconds: as milliseconds it would lie before March 1973. */
const MIN_NUMBER_MS = 100_000_000_000;

/** Accepts ISO 8601: a date, optionally with a time, optionally with a zone (UTC when it has none); T and Z in either case (RFC 3339). */
const ISO_TIME =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}:\d{2})(:\d{2}(?:\.\d{1,9})?)?([Zz]|[+-]\d{2}:?\d{2})?)?$/;

/** Accepts what `toISOString` prints; checked first because nearly all senders use it. */
const CANONICAL_TIME = /^\d{4}-\d\d-(?:[01]\d|2[0-8])T\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Days of the month that the parser of the language would roll over, e.g. 30 February. */
function dayExists(year: number, month: number, day: number): boolean {
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Ms since the epoch of ISO 8601 text or of whole milliseconds; undefined when it is neither. */
export function parseTime(value: unknown): number | undefined {
  if (typeof value === 'number') return isMilliseconds(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  return CANONICAL_TIME.test(value) ? parsed(value) : parseIso(value);
}

/** A number below 0 is one of milliseconds that the check of the range refuses. */
function isMilliseconds(value: number): boolean {
  return Number.isSafeInteger(value) && (value < 0 || value >= MIN_NUMBER_MS);
}

function parsed(iso: string): number | undefined {
  const ms = Date.parse(iso);
  return Number.isNaN(ms) ? undefined : ms;
}

function parseIso(value: string): number | undefined {
  const match = ISO_TIME.exec(value);
  if (match === null) return undefined;
  const [, year = '', month = '', day = '', minutes = '00:00', seconds = ':00', zone = 'Z'] = match;
  if (Number(day) > 28 && !dayExists(Number(year), Number(month), Number(day))) return undefined;
  return parsed(`${year}-${month}-${day}T${minutes}${seconds}${zone.toUpperCase()}`);
}

/** Corrects the sender's clock: what lay between the event and the sending on it lies before the arrival on ours. */
export function correctedTime(originalMs: number, sentMs: number | undefined, receivedMs: number): number {
  return sentMs === undefined ? originalMs : receivedMs - (sentMs - originalMs);
}

function checkRange(timeMs: number, receivedMs: number, field: string, problems: Problems): void {
  if (timeMs > receivedMs + MAX_AHEAD_MS)
    problems.refuse(
      'ITEM_TIME_IN_FUTURE',
      field,
      'lies more than an hour ahead; check the clock or send sentAt',
    );
  else if (timeMs < 0) problems.refuse('ITEM_TIME_TOO_OLD', field, 'lies before 1970; send a later time');
}

/** A time as told, without correction; undefined when it is not told. */
function readTime(reader: ObjectReader, name: FieldName): number | undefined {
  const value = reader.get(name);
  if (value === undefined) return undefined;
  const timeMs = parseTime(value);
  if (timeMs === undefined)
    reader.problems.refuse(
      'ITEM_TIME_INVALID',
      reader.path(name),
      'must be ISO 8601 or whole milliseconds since 1970',
    );
  return timeMs;
}

/** When the item happened, corrected and checked; the arrival when it does not say. */
export function readEventTime(
  reader: ObjectReader,
  name: FieldName,
  sentMs: number | undefined,
  receivedMs: number,
): number {
  const told = readTime(reader, name);
  if (told === undefined) return receivedMs;
  const timeMs = correctedTime(told, sentMs, receivedMs);
  checkRange(timeMs, receivedMs, reader.path(name), reader.problems);
  return timeMs;
}

/** A time of the shop's own books (placed, updated): checked, not corrected. */
export function readBookTime(reader: ObjectReader, name: FieldName, receivedMs: number): number | undefined {
  const timeMs = readTime(reader, name);
  if (timeMs !== undefined) checkRange(timeMs, receivedMs, reader.path(name), reader.problems);
  return timeMs;
}
