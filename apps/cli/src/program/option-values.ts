import { InvalidArgumentError } from 'commander';
import { parseInstant } from './parse-instant.ts';

/** A whole number of at least `least`. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isSafeInteger(value) && value >= least) return value;
    throw new InvalidArgumentError(`It must be a whole number of at least ${least}.`);
  };
}

/** A port; 0 takes a free one. */
export function portNumber(text: string): number {
  const port = wholeNumber(0)(text);
  if (port <= 65_535) return port;
  throw new InvalidArgumentError('It must be at most 65535.');
}

/** An instant in ISO 8601; a date alone is midnight in UTC. */
export function instant(text: string): Date {
  const date = parseInstant(text);
  if (date !== undefined) return date;
  throw new InvalidArgumentError('It must be ISO 8601, e.g. 2026-05-03 or 2026-05-03T12:00:00Z.');
}

/** The number of a dead letter. */
export function sequence(text: string): bigint {
  if (/^[0-9]{1,18}$/.test(text)) return BigInt(text);
  throw new InvalidArgumentError('It must be the number that the list shows.');
}

/** Numbers of dead letters, gathered. */
export function sequences(text: string, before: bigint[] = []): bigint[] {
  return [...before, sequence(text)];
}

/** `USD=0.92`, gathered. */
export function exchangeRate(text: string, before: Record<string, number> = {}): Record<string, number> {
  const [currency = '', rate] = text.split('=', 2);
  const value = Number(rate);
  if (/^[A-Z]{3}$/.test(currency) && value > 0) return { ...before, [currency]: value };
  throw new InvalidArgumentError('It must look like USD=0.92.');
}

/** `brands=Waldfuchs`, gathered. */
export function namedValue(text: string, before: Record<string, string> = {}): Record<string, string> {
  const at = text.indexOf('=');
  if (at > 0) return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
  throw new InvalidArgumentError('It must look like name=value.');
}
