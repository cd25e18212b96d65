import { oneOf } from './hostile-texts.ts';
import type { Shuffler } from './shuffler.ts';

/** Patterns on which backtracking engines take time without end. */
const EVIL = [
  ...['(a+)+$', '(a|aa)+$', '(a|a?)+$', '(.*a){12}$', '([a-zA-Z]+)*$', '^(([a-z])+.)+[A-Z]([a-z])+$'],
  ...[
    '(?:a?){40}a{40}',
    '(\\w+\\s?)*!',
    '(x+x+)+y',
    '((a{0,5}){0,5}){0,5}$',
    '.*.*.*.*=.*',
    '(a*)*b',
    '[\\s\\S]*'.repeat(20),
  ],
  ...[
    '(a{1,100}){1,100}',
    'a{1000}',
    '(?=a)a',
    '(a)\\1',
    '\\Q((((',
    '(?i)(ä|Ä|s|ſ)*x',
    '\\pL{1,20}'.repeat(6),
  ],
];
const PIECES = [
  ...[
    'a',
    'b',
    '.',
    '\\w',
    '\\pL',
    '[a-z]',
    '[^a]',
    '(',
    ')',
    '(?:',
    '|',
    '*',
    '+',
    '?',
    '{2,9}',
    '{0,60}',
    '^',
    '$',
  ],
  ...['[', ']', '\\', '{', '}', '\\b', '(?i)', '[[:alpha:]]', 'ä', '\\x{10ffff}', '\\C', '(?P<n>', '\\d{3}'],
];
const LONGEST_TEXT = 20_000;
const TEXTS = ['a', 'ab', 'aA', 'x', 'a b', 'ä', '\ud800', '='].map(
  (piece) => `${piece.repeat(LONGEST_TEXT / piece.length)}!`,
);

export function hostilePattern(shuffler: Shuffler): string {
  if (shuffler.below(20) === 0) return oneOf(EVIL, shuffler);
  let pattern = '';
  for (let left = shuffler.below(12); left >= 0; left -= 1) pattern += oneOf(PIECES, shuffler);
  return pattern;
}

/** A long text, seldom a very long one. */
export function longText(shuffler: Shuffler): string {
  const text = oneOf(TEXTS, shuffler);
  return shuffler.below(20) === 0 ? text : text.slice(0, shuffler.below(300));
}
