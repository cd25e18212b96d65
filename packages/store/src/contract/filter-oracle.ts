/** The slow, obvious meaning of a filter, written apart from both implementations. */

type Fields = Record<string, unknown>;

export function oracleMatches(document: Fields, filter: Fields): boolean {
  return Object.entries(filter).every(([key, condition]) => {
    if (key === '$and') return (condition as Fields[]).every((part) => oracleMatches(document, part));
    if (key === '$or') return (condition as Fields[]).some((part) => oracleMatches(document, part));
    const isOperators = isFields(condition) && Object.keys(condition).every((name) => name.startsWith('$'));
    const operators = isOperators ? condition : { $eq: condition };
    return Object.entries(operators).every(([name, operand]) => holds(reach(document, key), name, operand));
  });
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What lies under the path: each value that it can mean, with the items of a final array beside the array itself. */
function reach(document: unknown, path: string): unknown[] {
  const ends = path
    .split('.')
    .reduce<unknown[]>(
      (values, key) =>
        values.flatMap((value) =>
          Array.isArray(value) ? value.map((item) => step(item, key)) : [step(value, key)],
        ),
      [document],
    );
  return ends.flatMap((end) => (Array.isArray(end) ? [end, ...end] : [end]));
}

function step(value: unknown, key: string): unknown {
  return isFields(value) ? value[key] : undefined;
}

function holds(values: unknown[], operator: string, operand: unknown): boolean {
  const some = (test: (value: unknown) => boolean) => values.some(test);
  switch (operator) {
    case '$eq':
      return some((value) => same(value, operand));
    case '$ne':
      return !some((value) => same(value, operand));
    case '$in':
      return some((value) => (operand as unknown[]).some((item) => same(value, item)));
    case '$nin':
      return !some((value) => (operand as unknown[]).some((item) => same(value, item)));
    case '$exists':
      return some((value) => value !== undefined) === operand;
    case '$gt':
      return some((value) => typeof value === typeof operand && (value as number) > (operand as number));
    case '$gte':
      return some((value) => typeof value === typeof operand && (value as number) >= (operand as number));
    case '$lt':
      return some((value) => typeof value === typeof operand && (value as number) < (operand as number));
    case '$lte':
      return some((value) => typeof value === typeof operand && (value as number) <= (operand as number));
    default:
      throw new Error(`The oracle does not know ${operator}`);
  }
}

function same(value: unknown, operand: unknown): boolean {
  return operand === null ? value === null || value === undefined : value === operand;
}
