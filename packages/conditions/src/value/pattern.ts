import { RE2JS } from 're2js';
import { writtenOutSize } from './pattern-size.ts';

/** Instructions of a compiled pattern; searching costs at most this times the length of the text. */
const LARGEST_PROGRAM = 256;
/** With regard to case: programs differ by a few instructions, and what `patternProblem` lets through must compile either way. */
const LARGEST_PROGRAM_CASE_SENSITIVE = 2 * LARGEST_PROGRAM;
/** Refused unread: every compiled pattern that is small enough stays well below. */
const LARGEST_WRITTEN_OUT = 4 * LARGEST_PROGRAM;
/** Characters of a text that a pattern looks at. */
const SEARCHED_CHARACTERS = 2048;
const CACHED_PATTERNS = 1000;

const cached = new Map<string, (text: string) => boolean>();

/** Why a pattern is refused; undefined when it is fine. */
export function patternProblem(pattern: string): string | undefined {
  try {
    patternTest(pattern, false);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * Whether a pattern of RE2's syntax is found in a text, of which the first 2,048 characters are searched; in time linear in both. Compiled
 * once. @throws when the pattern is malformed or too large
 */
export function patternTest(pattern: string, caseSensitive: boolean): (text: string) => boolean {
  const key = `${caseSensitive ? 's' : 'i'}${pattern}`;
  const known = cached.get(key);
  if (known !== undefined) return known;
  const compiled = compile(pattern, caseSensitive);
  const test = (text: string): boolean => compiled.test(text.slice(0, SEARCHED_CHARACTERS));
  if (cached.size >= CACHED_PATTERNS) cached.clear();
  cached.set(key, test);
  return test;
}

function compile(pattern: string, caseSensitive: boolean): RE2JS {
  if (pattern.includes('\\Q'))
    throw new RangeError('quoting by \\Q is not supported; escape single characters');
  if (writtenOutSize(pattern) > LARGEST_WRITTEN_OUT) throw tooLarge();
  const compiled = RE2JS.compile(pattern, caseSensitive ? 0 : RE2JS.CASE_INSENSITIVE);
  const largest = caseSensitive ? LARGEST_PROGRAM_CASE_SENSITIVE : LARGEST_PROGRAM;
  if (compiled.programSize() > largest) throw tooLarge();
  return compiled;
}

function tooLarge(): RangeError {
  return new RangeError('the pattern is too large, or its repetitions are');
}
