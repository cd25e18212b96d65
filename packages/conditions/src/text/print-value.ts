import type { FieldType } from '../tree/filter.ts';
import type { NumberTest, ValueTest } from '../tree/value-test.ts';
import { DURATION_UNITS, mayStandBare, type TextLanguage } from './language.ts';
import { printPercent } from './percent.ts';
import { printCount } from './print-window.ts';

/** What a number is counted in; `any` for traits. */
type CountedType = FieldType | 'any' | 'share';
type PrintNumber = (value: number) => string;

/** A test of a field of a type, or of a trait (`any`); words of closed lists stand bare. */
export function printValueTest(
  test: ValueTest,
  type: FieldType | 'any',
  language: TextLanguage,
  areWords = false,
): string {
  const text = areWords ? printWord : printText;
  switch (test.op) {
    case 'range':
    case 'number-not':
      return printNumberTest(test, type, language);
    case 'in':
      return test.values.length === 1 ? `= ${list(test.values, text)}` : `in (${list(test.values, text)})`;
    case 'not-in':
      return test.values.length === 1
        ? `!= ${list(test.values, text)}`
        : `not in (${list(test.values, text)})`;
    case 'contains':
      return `contains ${printText(test.value)}`;
    case 'starts':
    case 'ends':
      return `${test.op} with ${printText(test.value)}`;
    case 'matches':
      return `matches ${printText(test.pattern)}`;
    case 'older':
    case 'younger':
      return `${test.op} than ${printCount(test.amount, test.unit)}`;
    case 'before':
    case 'since':
      return `${test.op} ${test.date}`;
    case 'is':
      return `is ${test.value}`;
    default:
      return `is ${test.op}`;
  }
}

/** A test of a number, with what it is counted in. */
export function printNumberTest(test: NumberTest, type: CountedType, language: TextLanguage): string {
  const number: PrintNumber = (value) => printNumber(value, type, language);
  if (test.op === 'number-not') return `!= ${number(test.value)}`;
  const { low, high, lowInclusive, highInclusive } = test;
  if (low === undefined) return `${highInclusive ? '<=' : '<'} ${number(high ?? Number.NaN)}`;
  if (high === undefined) return `${lowInclusive ? '>=' : '>'} ${number(low)}`;
  if (low === high) return `= ${number(low)}`;
  return `in ${lowInclusive ? '[' : '('}${number(low)}, ${number(high)}${highInclusive ? ']' : ')'}`;
}

/** `= a`, or `in (a, b)`, of a closed list. */
export function printWords(words: readonly string[]): string {
  const texts = list(words, printWord);
  return words.length === 1 ? `= ${texts}` : `in (${texts})`;
}

export function printText(text: string): string {
  return JSON.stringify(text);
}

/** Bare where that can be read back. */
export function printWord(word: string): string {
  return mayStandBare(word) ? word : printText(word);
}

/** Whole units of the longest length that fits. */
export function printDuration(ms: number): string {
  const [unit, unitMs] = DURATION_UNITS.find(([, each]) => ms !== 0 && ms % each === 0) ?? ['ms', 1];
  return unit === 'ms' ? `${ms} ms` : printCount(ms / unitMs, unit);
}

function list(values: readonly string[], print: (text: string) => string): string {
  return values.map(print).join(', ');
}

function printNumber(value: number, type: CountedType, language: TextLanguage): string {
  if (type === 'money') return printMoney(value, language);
  if (type === 'share') return `${printPercent(value)} %`;
  return type === 'duration' ? printDuration(value) : String(value);
}

function printMoney(minor: number, { currency, minorPerUnit }: TextLanguage): string {
  const decimals = Math.round(Math.log10(minorPerUnit));
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0');
  const units = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals);
  const sign = minor < 0 ? '-' : '';
  return `${sign}${units}${Number(fraction) === 0 ? '' : `.${fraction}`} ${currency}`;
}
