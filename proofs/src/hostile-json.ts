import { oneOf } from './hostile-texts.ts';
import type { Shuffler } from './shuffler.ts';

const HOSTILE_KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  '$where',
  '$ne',
  '$expr',
  'then',
  'toJSON',
  'kind',
  'of',
  '',
];
const HOSTILE_VALUES = [
  ...[
    'null',
    '{}',
    '[]',
    '""',
    '-1',
    '1e308',
    '1e999',
    '"NaN"',
    '"Infinity"',
    'true',
    '"\\u0000"',
    '"\\ud800"',
  ],
  ...[
    '{"__proto__":{"polluted":true}}',
    '{"constructor":{"prototype":{"polluted":true}}}',
    '{"$where":"sleep(9)"}',
  ],
  ...[
    '{"$gt":""}',
    '{"toString":1,"valueOf":1}',
    '"9223372036854775808"',
    '[[[[[[[[[[]]]]]]]]]]',
    '"__proto__"',
  ],
];

/** The text of a JSON form in which keys or values have been replaced. */
export function mutatedJson(json: string, shuffler: Shuffler): string {
  let mutated = json;
  for (let left = shuffler.below(4); left > 0; left -= 1) mutated = mutateOnce(mutated, shuffler);
  return mutated;
}

/** Nested or listed far beyond the limits. */
export function hugeJson(shuffler: Shuffler): string {
  const times = 1 + shuffler.below(10_000);
  const [open, close] = oneOf(
    [
      ['{"not":', '}'],
      ['{"all":{"of":[', ']}}'],
      ['{"rows":{"set":{"window":{"since":{"set":', '}}}}}'],
      ['[', ']'],
      ['{"__proto__":', '}'],
    ],
    shuffler,
  );
  if (shuffler.below(2) === 0) return `${open.repeat(times)}{}${close.repeat(times)}`;
  return `{"score":{"score":1,"in":["loyal"${',"loyal"'.repeat(times)}]}}`;
}

/** Replaces one key, or one value that is a text or a number, at a random place. */
function mutateOnce(json: string, shuffler: Shuffler): string {
  const from = shuffler.below(json.length);
  const quote = json.indexOf('"', from);
  const end = json.indexOf('"', quote + 1);
  if (quote === -1 || end === -1) return oneOf(HOSTILE_VALUES, shuffler);
  const isKey = json[end + 1] === ':';
  const put = isKey ? JSON.stringify(oneOf(HOSTILE_KEYS, shuffler)) : oneOf(HOSTILE_VALUES, shuffler);
  return json.slice(0, quote) + put + json.slice(end + 1);
}
