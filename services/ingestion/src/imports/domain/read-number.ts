export type DecimalSeparator = '.' | ',';

/** Accepts a plain decimal with up to 15 digits before and 12 after the point. */
const PLAIN = /^-?\d{1,15}(\.\d{1,12})?$/;
/** Accepts digits in groups of three, split by one and the same sign. */
const GROUPED = /^-?\d{1,3}([.,' ])\d{3}(\1\d{3})*$/;
/** Currency signs, letters of a code, and blanks of any width around the number. */
const AROUND = /^[\p{Sc}\p{L}\s]+|[\p{Sc}\p{L}\s]+$/gu;

/** A number as people write it, as a plain decimal such as `-1234.5`; undefined when it is none. */
export function readNumber(text: string, separator: DecimalSeparator): string | undefined {
  if (separator === '.' && PLAIN.test(text)) return text;
  const negative = /^\s*[-−]/.test(text);
  const bare = text.replace(/^\s*[-−+]/, '').replace(AROUND, '');
  if (bare === '') return undefined;
  const at = bare.lastIndexOf(separator);
  const whole = at < 0 ? bare : bare.slice(0, at);
  const fraction = at < 0 ? '' : bare.slice(at + 1);
  const plainWhole = withoutGroups(whole.replaceAll(/[\u00a0\u202f]/g, ' '), separator);
  if (plainWhole === undefined) return undefined;
  const plain = `${negative ? '-' : ''}${plainWhole}${fraction === '' ? '' : `.${fraction}`}`;
  return PLAIN.test(plain) ? plain : undefined;
}

function withoutGroups(whole: string, separator: DecimalSeparator): string | undefined {
  const match = GROUPED.exec(whole);
  if (match === null) return /^\d*$/.test(whole) ? whole || '0' : undefined;
  const sign = match[1] ?? '';
  return sign === separator ? undefined : whole.replaceAll(sign, '');
}
