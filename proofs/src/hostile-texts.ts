import type { Shuffler } from './shuffler.ts';

/** Words of the language, and what does not belong there. */
const SOUP = [
  ...[
    'and',
    'or',
    'not',
    '(',
    ')',
    '[',
    ']',
    ',',
    '=',
    '!=',
    '<=',
    '>',
    'in',
    'is',
    'set',
    'then',
    'within',
    'everyone',
  ],
  ...[
    'bought',
    'ordered',
    'visited',
    'did',
    'carted',
    'checked out',
    'only',
    'all',
    'has',
    'all lines',
    'no line',
  ],
  ...[
    'brand',
    'price',
    'page',
    'source',
    'paid',
    'duration',
    'attribute("a")',
    'tag',
    'rfm(default)',
    'cell',
    'stage',
  ],
  ...[
    'count',
    'sum',
    'first',
    'last',
    'over all orders',
    'in one order',
    'in last',
    'more than',
    'ago',
    'between',
    'since',
  ],
  ...[
    '6',
    'months',
    '300 EUR',
    '1e999',
    '-0',
    '2026-02-30',
    '"Lego"',
    'matches "(a+)+$"',
    'direct',
    'member of',
    'group',
  ],
  ...[
    '"__proto__"',
    '"$where"',
    '__proto__',
    'constructor',
    '"\\u0000"',
    '"\\ud800"',
    '\u202e',
    '😀',
    '$where',
    '{}',
    ';--',
  ],
];
const OPENINGS = [
  '(',
  'not ',
  'not (',
  'bought(not ',
  'ordered(has (',
  'tag(x) and (',
  'ordered() since last (',
  '[',
  '"',
];
const LONGEST_TEXT = 120_000;

export function randomBytes(shuffler: Shuffler): string {
  const length = shuffler.below(200);
  let text = '';
  for (let place = 0; place < length; place += 1) text += String.fromCharCode(shuffler.below(256));
  return text;
}

export function wordSoup(shuffler: Shuffler): string {
  const words: string[] = [];
  for (let left = shuffler.below(30); left >= 0; left -= 1) words.push(oneOf(SOUP, shuffler));
  return words.join(' ');
}

/** A text with a few letters or pieces dropped, doubled, swapped or put in. */
export function mutatedText(text: string, shuffler: Shuffler): string {
  let mutated = text;
  for (let left = shuffler.below(5); left > 0; left -= 1) {
    const from = shuffler.below(mutated.length + 1);
    const to = Math.min(mutated.length, from + shuffler.below(12));
    const piece = mutated.slice(from, to);
    const put = oneOf(
      ['', piece + piece, oneOf(SOUP, shuffler), String.fromCharCode(shuffler.below(0x3000))],
      shuffler,
    );
    mutated = mutated.slice(0, from) + put + mutated.slice(to);
  }
  return mutated;
}

/** Nested, repeated or listed far beyond the limits. */
export function hugeText(shuffler: Shuffler): string {
  const times = 1 + shuffler.below(20_000);
  const text = oneOf(
    [
      oneOf(OPENINGS, shuffler).repeat(times),
      `attribute("a") in ("x"${',"x"'.repeat(times)})`,
      `tag(x)${oneOf([' and tag(x)', ' or nobody', ' and not tag(x)'], shuffler).repeat(times)}`,
      `tag("${'\\\\'.repeat(times)}`,
      `${'9'.repeat(times)} ${'a-'.repeat(times)}`,
      `bought(${'brand '.repeat(times)}`,
    ],
    shuffler,
  );
  return text.slice(0, LONGEST_TEXT);
}

export function oneOf<T>(items: readonly T[], shuffler: Shuffler): T {
  const item = items[shuffler.below(items.length)];
  if (item === undefined) throw new Error('There must be something to choose from.');
  return item;
}
