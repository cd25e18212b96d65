import type { DecimalSeparator } from './read-number.ts';

/** Accepts a number whose last point or comma cannot split thousands: it is no group of three, or the other sign came before. */
const DECIMAL_POINT = /^\D*(?:\d*\.(?:\d{1,2}|\d{4,})|\d{1,3}(?:,\d{3})+\.\d+|0\.\d+)\D*$/;
const DECIMAL_COMMA = /^\D*(?:\d*,(?:\d{1,2}|\d{4,})|\d{1,3}(?:\.\d{3})+,\d+|0,\d+)\D*$/;
/** Accepts `1.234` and `1,234`, which may be either. */
const EITHER = /^\D*[1-9]\d{0,2}[.,]\d{3}\D*$/;

/**
 * The decimal separator by majority of the values that show one. Where none does, a point is taken, unless numbers like "1,234" stand
 * in a file with semicolons: that cannot be told.
 */
export function sniffDecimal(values: readonly string[], delimiter: string): DecimalSeparator | undefined {
  let points = 0;
  let commas = 0;
  let unclear = 0;
  for (const value of values) {
    if (DECIMAL_POINT.test(value)) points += 1;
    else if (DECIMAL_COMMA.test(value)) commas += 1;
    else if (EITHER.test(value)) unclear += 1;
  }
  if (points + commas > 0) return commas > points ? ',' : '.';
  return unclear > 0 && delimiter === ';' ? undefined : '.';
}
