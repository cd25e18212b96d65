/** A moment on the wall of a place, and how far that wall is from UTC where the text says so. */
interface WallTime {
  /** As if the place were in UTC, ms since the epoch. */
  wallMs: number;
  offsetMinutes?: number;
}

/** Reads a text; undefined when it is no such date. */
export type DateReader = (text: string) => WallTime | undefined;

type NumberField = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second';
type Parts = Record<NumberField, number> & { afternoon: boolean | undefined };
type Step =
  | { field: NumberField; minDigits: number; maxDigits: number }
  | { literal: string }
  | { meridiem: true }
  | { optional: Step[] };

const TOKENS: Record<string, NumberField> = {
  y: 'year',
  M: 'month',
  d: 'day',
  H: 'hour',
  h: 'hour',
  m: 'minute',
  s: 'second',
};

/** Accepts the tokens of a pattern, a bracket, or one other character. */
const STEP = /yyyy|yy|MM?|dd?|HH?|hh?|mm?|ss?|a|./gsu;

function compileSteps(pieces: string[], depth: number): Step[] | undefined {
  const steps: Step[] = [];
  for (;;) {
    const piece = pieces.shift();
    if (piece === undefined) return depth === 0 ? steps : undefined;
    if (piece === ']') return depth > 0 ? steps : undefined;
    const field = TOKENS[piece.charAt(0)];
    if (piece === '[') {
      const optional = compileSteps(pieces, depth + 1);
      if (optional === undefined) return undefined;
      steps.push({ optional });
    } else if (piece === 'a') steps.push({ meridiem: true });
    else if (field === undefined) steps.push({ literal: piece });
    else if (field === 'year') steps.push({ field, minDigits: piece.length, maxDigits: piece.length });
    else steps.push({ field, minDigits: 1, maxDigits: 2 });
  }
}

function matchStep(step: Step, text: string, at: number, parts: Parts): number {
  if ('literal' in step) return text.startsWith(step.literal, at) ? at + step.literal.length : -1;
  if ('optional' in step) {
    const end = matchSteps(step.optional, text, at, parts);
    return end < 0 ? at : end;
  }
  if ('meridiem' in step) {
    const mark = text.slice(at, at + 2).toLowerCase();
    if (mark !== 'am' && mark !== 'pm') return -1;
    parts.afternoon = mark === 'pm';
    return at + 2;
  }
  let end = at;
  let value = 0;
  while (end - at < step.maxDigits && isDigit(text.charCodeAt(end))) {
    value = value * 10 + text.charCodeAt(end) - 48;
    end += 1;
  }
  if (end - at < step.minDigits) return -1;
  parts[step.field] = step.maxDigits === 2 && step.field === 'year' ? 2000 + value : value;
  return end;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function matchSteps(steps: readonly Step[], text: string, at: number, parts: Parts): number {
  let position = at;
  for (const step of steps) {
    position = matchStep(step, text, position, parts);
    if (position < 0) return -1;
  }
  return position;
}

function wallMsOf(parts: Parts): number | undefined {
  const { year, month, day, minute, second, afternoon } = parts;
  const hour = afternoon === undefined ? parts.hour : (parts.hour % 12) + (afternoon ? 12 : 0);
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return undefined;
  const ms = Date.UTC(year, month - 1, day, hour, minute, second);
  return new Date(ms).getUTCDate() === day ? ms : undefined;
}

/**
 * A reader for a pattern of yyyy, yy, MM, dd, HH, hh, mm, ss and a (AM or PM); what stands in brackets may be absent, all else
 * stands for itself. Undefined when the pattern has no year, month and day, or its brackets do not match.
 */
export function compileDatePattern(pattern: string): DateReader | undefined {
  const steps = compileSteps(pattern.match(STEP) ?? [], 0);
  const fields = new Set((steps ?? []).map((step) => ('field' in step ? step.field : undefined)));
  if (steps === undefined || !fields.has('year') || !fields.has('month') || !fields.has('day'))
    return undefined;
  return (text) => {
    const parts: Parts = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0, afternoon: undefined };
    if (matchSteps(steps, text, 0, parts) !== text.length) return undefined;
    const wallMs = wallMsOf(parts);
    return wallMs === undefined ? undefined : { wallMs };
  };
}

/** Accepts ISO 8601, with a blank instead of T and before the zone too. */
const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2}(?:\.\d{1,9})?)?)? ?(Z|UTC|[+-]\d{2}:?\d{2})?$/;

function offsetMinutesOf(zone: string): number {
  if (zone === 'Z' || zone === 'UTC') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith('-') ? -minutes : minutes;
}

function readIsoDate(text: string): WallTime | undefined {
  const match = ISO.exec(text);
  if (match === null) return undefined;
  const [, day = '', minutes = '00:00', seconds = ':00', zone] = match;
  const wallMs = Date.parse(`${day}T${minutes}${seconds}Z`);
  if (Number.isNaN(wallMs) || new Date(wallMs).getUTCDate() !== Number(day.slice(8))) return undefined;
  return zone === undefined ? { wallMs } : { wallMs, offsetMinutes: offsetMinutesOf(zone) };
}

export function dateReader(format: string): DateReader | undefined {
  return format === 'iso' ? readIsoDate : compileDatePattern(format);
}
