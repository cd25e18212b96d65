/** Every `kind` and `op` that a tree may hold, written down apart from the code that is being proved. */
const KINDS = new Set([
  ...[
    'all',
    'any',
    'not',
    'attribute',
    'tag',
    'consent',
    'score',
    'rfm',
    'prediction',
    'affinity',
    'channel',
    'member',
    'rows',
    'sequence',
  ],
  ...[
    'and',
    'or',
    'field',
    'lines',
    'last',
    'ago',
    'between-ago',
    'this',
    'previous',
    'dates',
    'since',
    'last-visit',
  ],
]);
const OPERATORS = new Set([
  ...['range', 'number-not', 'in', 'not-in', 'contains', 'starts', 'ends', 'matches'],
  ...['older', 'younger', 'before', 'since', 'is', 'set', 'unset'],
]);
const KEYS = new Set([
  ...['kind', 'of', 'name', 'test', 'tag', 'channel', 'topic', 'is', 'score', 'in', 'schemeId', 'part', 'id'],
  'groups',
  ...['set', 'quantifier', 'perOrder', 'measure', 'within', 'first', 'next', 'withinMs', 'negated'],
  ...[
    'rows',
    'eventTypes',
    'filter',
    'window',
    'field',
    'op',
    'value',
    'values',
    'pattern',
    'date',
    'amount',
    'unit',
  ],
  ...['low', 'lowInclusive', 'high', 'highInclusive', 'span', 'far', 'near', 'from', 'to', 'anchor'],
]);

/** What in a tree is not allowed, be it an operator, a key or an object that is not plain; undefined when nothing is. */
export function foreignPart(tree: unknown): string | undefined {
  const waiting: unknown[] = [tree];
  for (let part = waiting.pop(); waiting.length > 0 || part !== undefined; part = waiting.pop()) {
    if (typeof part === 'function' || typeof part === 'symbol') return typeof part;
    if (typeof part !== 'object' || part === null) continue;
    const found = Array.isArray(part) ? undefined : foreignIn(part);
    if (found !== undefined) return found;
    waiting.push(...Object.values(part).filter((each) => each !== undefined));
  }
  return undefined;
}

function foreignIn(part: object): string | undefined {
  if (Object.getPrototypeOf(part) !== Object.prototype) return 'an object with a foreign prototype';
  for (const [key, value] of Object.entries(part)) {
    if (!KEYS.has(key)) return `key ${key}`;
    if (key === 'kind' && !KINDS.has(value)) return `kind ${value}`;
    if (key === 'op' && !OPERATORS.has(value)) return `operator ${value}`;
  }
  return undefined;
}
