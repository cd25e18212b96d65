import type { JsonObject } from '../../domain/object-reader.ts';
import type { Row } from './import-format.ts';

/** The first value that a row of the order tells: many systems fill in the first row only. */
export function firstTold(rows: readonly Row[], target: string): string | undefined {
  for (const { values } of rows) {
    const value = values.get(target);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The earliest time that a row tells; times are ISO 8601 in UTC, so their text sorts as they do. */
export function earliest(rows: readonly Row[], target: string): string | undefined {
  return rows
    .map(({ values }) => values.get(target))
    .filter((time) => time !== undefined)
    .sort()[0];
}

/** Undefined values are left out, as the door reads what is not there as not told. */
export function told(entries: Readonly<Record<string, unknown>>): JsonObject {
  const kept: Record<string, unknown> = {};
  for (const key in entries) {
    if (entries[key] !== undefined) kept[key] = entries[key];
  }
  return kept;
}

/** `3.00` and `-3` are 3: refunds count what was given back. */
export function wholeText(text: string | undefined): string | undefined {
  return text?.replace(/^-/, '').replace(/\.0+$/, '');
}

/** Ids of the person; a telephone number is messy in exports, so it is an id only where there is no other. */
export function personOf(rows: readonly Row[]): JsonObject {
  const ids = told({
    userId: firstTold(rows, 'user_id'),
    anonymousId: firstTold(rows, 'anonymous_id'),
    email: firstTold(rows, 'email'),
  });
  return Object.keys(ids).length > 0 ? ids : told({ phone: firstTold(rows, 'phone') });
}
