import { dayStart, minusSpan, spanPassedAt, type ZoneTime } from '@perennial/calendar';
import type { AgeTest, DateTest, ValueTest } from '../tree/value-test.ts';
import { attributeTime } from './attribute-time.ts';
import { numberTest } from './number-test.ts';
import { textTest } from './text-test.ts';

/** What a trait may be; null and undefined are unset, and so is the empty text. */
export type AttributeValue = string | number | boolean | null | undefined;

/** A test of a trait as seen from an instant. Texts compare without regard to case. @throws when a pattern is refused */
export function attributeTest(
  test: ValueTest,
  { atMs, zone }: { atMs: number; zone: ZoneTime },
): (value: AttributeValue) => boolean {
  switch (test.op) {
    case 'set':
      return (value) => !isUnset(value);
    case 'unset':
      return isUnset;
    case 'is':
      return (value) => value === test.value;
    case 'range':
    case 'number-not': {
      const passes = numberTest(test);
      return (value) => typeof value === 'number' && passes(value);
    }
    case 'older':
    case 'younger':
      return ageTest(test, atMs, zone);
    case 'before':
    case 'since':
      return dateTest(test, zone);
    default: {
      const passes = textTest(test, { caseSensitive: false });
      return (value) => typeof value === 'string' && passes(value);
    }
  }
}

/** The first instant after `atMs` at which time alone turns a test of a trait; ∞ when it never does. Only ages turn. */
export function nextAttributeTurn(
  test: ValueTest,
  value: AttributeValue,
  atMs: number,
  zone: ZoneTime,
): number {
  if (test.op !== 'older' && test.op !== 'younger') return Number.POSITIVE_INFINITY;
  const timeMs = attributeTime(value, zone);
  if (timeMs === undefined) return Number.POSITIVE_INFINITY;
  const turnMs = spanPassedAt(timeMs, test, zone);
  return turnMs > atMs ? turnMs : Number.POSITIVE_INFINITY;
}

function isUnset(value: AttributeValue): boolean {
  return value === undefined || value === null || value === '' || Number.isNaN(value);
}

function ageTest(test: AgeTest, atMs: number, zone: ZoneTime): (value: AttributeValue) => boolean {
  const borderMs = minusSpan(atMs, test, zone);
  const older = test.op === 'older';
  return (value) => {
    const timeMs = attributeTime(value, zone);
    return timeMs !== undefined && timeMs <= borderMs === older;
  };
}

function dateTest(test: DateTest, zone: ZoneTime): (value: AttributeValue) => boolean {
  const borderMs = dayStart(test.date, zone);
  const before = test.op === 'before';
  return (value) => {
    const timeMs = attributeTime(value, zone);
    return timeMs !== undefined && timeMs < borderMs === before;
  };
}
