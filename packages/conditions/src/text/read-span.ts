import { DAY_MS, localDay, type Span, TIME_UNITS } from '@perennial/calendar';
import { checkDay, checkSpan } from '../check/check-times.ts';
import { takeNumber } from './read-number.ts';
import type { TokenStream } from './token-stream.ts';

/** `6 months`, `1 day`. */
export function readSpan(stream: TokenStream): Span {
  const token = takeNumber(stream);
  const word = stream.expectAny(TIME_UNITS.flatMap((unit) => [unit, `${unit}s`]));
  const unit = TIME_UNITS.find((each) => each === word || `${each}s` === word) ?? 'day';
  const span: Span = { amount: Number(token.raw), unit };
  stream.verify(token, (findings) => checkSpan(span, findings));
  return span;
}

/** Whether a day `YYYY-MM-DD` stands here, be it one of the calendar or not. */
export function standsDay(stream: TokenStream): boolean {
  return /^\d{4}-/.test(stream.peek().value);
}

/** `2026-01-01`, in quotes or bare. */
export function readDay(stream: TokenStream): string {
  const token = stream.peek();
  if (token.kind === 'end' || token.kind === 'symbol') {
    stream.expects('a day, YYYY-MM-DD');
    stream.fail();
  }
  stream.verify(token, (findings) => checkDay(token.value, findings));
  return stream.take().value;
}

/** The day before the one that stands here. */
export function readDayBefore(stream: TokenStream): string {
  const token = stream.peek();
  const localMs = localDay(token.value);
  if (localMs === undefined) return readDay(stream);
  const day = shiftDay(token.value, -1);
  stream.verify(token, (findings) => checkDay(day, findings));
  stream.take();
  return day;
}

/** The day so many days after another of the calendar. */
export function shiftDay(day: string, days: number): string {
  return new Date((localDay(day) ?? Number.NaN) + days * DAY_MS).toISOString().slice(0, 10);
}
