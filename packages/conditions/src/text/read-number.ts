import { DURATION_UNITS, type TextLanguage } from './language.ts';
import type { Token } from './lexer.ts';
import { shareOfPercent } from './percent.ts';
import type { TokenStream } from './token-stream.ts';

export type NumberType = 'number' | 'money' | 'duration' | 'share';

/** Units in the text, an optional fraction. */
const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/** A number with what it is counted in: `3`, `12.50 EUR`, `10 minutes`, `50 %`. */
export function readNumber(stream: TokenStream, type: NumberType): number {
  if (type === 'money') return readMoney(stream);
  if (type === 'share') return readShare(stream);
  return type === 'duration' ? readDuration(stream) : Number(takeNumber(stream).raw);
}

/** A fixed length of time in ms. */
export function readDuration(stream: TokenStream): number {
  const token = takeNumber(stream);
  const unit = stream.expectAny(
    DURATION_UNITS.flatMap(([name]) => (name === 'ms' ? [name] : [name, `${name}s`])),
  );
  const unitMs = DURATION_UNITS.find(([name]) => name === unit || `${name}s` === unit)?.[1] ?? 1;
  const ms = Number(token.raw) * unitMs;
  if (!Number.isSafeInteger(ms) || ms < 0)
    stream.failAt(token, 'A duration is a whole number of milliseconds, at least 0. Use a smaller unit.');
  return ms;
}

export function takeNumber(stream: TokenStream): Token {
  const token = stream.peek();
  if (token.kind === 'number') return stream.take();
  stream.expects('a number');
  return stream.fail();
}

/** A chance from 0 to 1. */
function readShare(stream: TokenStream): number {
  const token = takeNumber(stream);
  if (!stream.try('%'))
    stream.failAt(token, `Chances are percentages: write ${token.raw} %.`, [`${token.raw} %`]);
  const share = shareOfPercent(token.raw);
  if (share !== undefined) return share;
  return stream.failAt(token, 'A chance is a percentage from 0 to 100 with at most two decimals.');
}

function readMoney(stream: TokenStream): number {
  const token = takeNumber(stream);
  const { currency } = stream.language;
  const unit = stream.peek();
  if (!stream.try(currency)) {
    if (unit.kind !== 'word' || !/^[A-Za-z]{3}$/.test(unit.raw))
      stream.failAt(token, `Money carries its currency: write ${token.raw} ${currency}.`, [
        `${token.raw} ${currency}`,
      ]);
    stream.failAt(unit, `Money stands in ${currency}, the currency in which this tenant reports.`, [
      currency,
    ]);
  }
  const minor = minorUnits(token.raw, stream.language);
  if (minor === undefined)
    stream.failAt(
      token,
      `${token.raw} is no amount of ${currency}; it has too many decimals or is too large.`,
    );
  return minor;
}

function minorUnits(raw: string, { minorPerUnit }: TextLanguage): number | undefined {
  const [, sign, units, fraction = ''] = DECIMAL.exec(raw) ?? [];
  const decimals = Math.round(Math.log10(minorPerUnit));
  if (units === undefined || fraction.length > decimals) return undefined;
  const minor = Number(`${units}${fraction.padEnd(decimals, '0')}`);
  if (!Number.isSafeInteger(minor)) return undefined;
  return sign === '-' && minor > 0 ? -minor : minor;
}
