import { equalValues } from './equal-values.ts';
import type { Change } from './field-path.ts';
import { compileFilter, type Matcher } from './match-filter.ts';
import { isScalar, parseFilter } from './parse-filter.ts';
import { assertPlainValue, isPlainObject, StoreInputError } from './plain-value.ts';

/** The change that an array operator makes. A missing field counts as an empty array, except that $pull leaves it missing. */
export function arrayChange(
  operator: '$push' | '$addToSet' | '$pull',
  path: string,
  operand: unknown,
): Change {
  const change = operator === '$pull' ? pull(operand) : add(operator, path, operand);
  return (old) => {
    if (old === undefined) return operator === '$pull' ? undefined : change([]);
    if (Array.isArray(old)) return change(old);
    throw new StoreInputError(
      `${operator} of "${path}" met ${old === null ? 'null' : typeof old}, not an array`,
    );
  };
}

type ArrayChange = (items: unknown[]) => unknown[];

function add(operator: '$push' | '$addToSet', path: string, operand: unknown): ArrayChange {
  const { added, slice } = takeApart(operator, path, operand);
  if (operator === '$push') return (items) => keepSlice([...items, ...added], slice);
  return (items) => {
    const result = [...items];
    for (const value of added) if (!result.some((item) => equalValues(item, value))) result.push(value);
    return result.length === items.length && items.length > 0 ? items : result;
  };
}

/** Either one value, or `{ $each, $slice }` where a negative $slice keeps the last items; $slice is for $push alone. */
function takeApart(operator: string, path: string, operand: unknown): { added: unknown[]; slice?: number } {
  if (!isPlainObject(operand) || !Object.hasOwn(operand, '$each')) return { added: [operand] };
  const { $each: added, $slice: slice, ...rest } = operand;
  const isValid =
    Array.isArray(added) &&
    Object.keys(rest).length === 0 &&
    (slice === undefined || (operator === '$push' && Number.isInteger(slice)));
  if (!isValid)
    throw new StoreInputError(`${operator} of "${path}" takes $each (an array) and, to push, $slice`);
  assertPlainValue(added, `${operator} of "${path}"`);
  return typeof slice === 'number' ? { added, slice } : { added };
}

function keepSlice(items: unknown[], slice: number | undefined): unknown[] {
  if (slice === undefined) return items;
  return slice < 0 ? items.slice(slice) : items.slice(0, slice);
}

function pull(operand: unknown): ArrayChange {
  const drops = dropsItem(operand);
  return (items) => (items.some(drops) ? items.filter((item) => !drops(item)) : items);
}

/** `$pull` takes a scalar, operators on the item itself, or a filter on the fields of an item. */
function dropsItem(operand: unknown): (item: unknown) => boolean {
  if (isScalar(operand)) return (item) => equalValues(item, operand);
  if (!isPlainObject(operand))
    throw new StoreInputError('$pull takes a scalar, operators or a filter on the items');
  if (Object.keys(operand).some((key) => key.startsWith('$'))) {
    const matches = matcherOf({ item: operand });
    return (item) => matches({ item });
  }
  const matches = matcherOf(operand);
  return (item) => isPlainObject(item) && matches(item);
}

function matcherOf(filter: Record<string, unknown>): Matcher {
  return compileFilter(parseFilter(filter));
}
