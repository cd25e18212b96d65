import { arrayChange } from './array-update.ts';
import { equalValues } from './equal-values.ts';
import type { Change } from './field-path.ts';
import { changeAt } from './field-path.ts';
import { encodeKeyPart } from './index-key.ts';
import {
  assertFieldPath,
  assertPlainValue,
  type Fields,
  isPlainObject,
  StoreInputError,
} from './plain-value.ts';

interface Step {
  segments: string[];
  change: Change;
}

/** An update that has been checked; `onInsert` holds what only an upsert writes. */
export interface ParsedUpdate {
  steps: Step[];
  onInsert: Step[];
}

/**
 * Checks an update and prepares its changes.
 * @throws StoreInputError for `undefined`, unknown operators, an attempt on `_id`, and paths that overlap.
 */
export function parseUpdate(update: Fields): ParsedUpdate {
  const parsed: ParsedUpdate = { steps: [], onInsert: [] };
  const operators = Object.entries(update);
  if (operators.length === 0) throw new StoreInputError('An update needs at least one operator such as $set');
  for (const [operator, fields] of operators) {
    if (!isPlainObject(fields)) throw new StoreInputError(`${operator} needs an object of paths and values`);
    const inserting = operator === '$setOnInsert';
    for (const [path, operand] of Object.entries(fields)) {
      assertUpdatable(path, operator);
      const step = { segments: path.split('.'), change: changeOf(operator, path, operand) };
      (inserting ? parsed.onInsert : parsed.steps).push(step);
    }
  }
  assertNoOverlap([...parsed.steps, ...parsed.onInsert]);
  return parsed;
}

/** Applies checked changes; returns the same object when nothing changed. */
export function applySteps(document: Fields, steps: readonly Step[]): Fields {
  let current: unknown = document;
  for (const { segments, change } of steps) current = changeAt(current, segments, change);
  if (!isPlainObject(current))
    throw new StoreInputError('An update cannot turn a document into another value');
  return current;
}

function assertUpdatable(path: string, operator: string): void {
  assertFieldPath(path, operator);
  if ((path === '_id' && operator !== '$setOnInsert') || path.startsWith('_id.')) {
    throw new StoreInputError(`${operator} may not touch _id`);
  }
}

function assertNoOverlap(steps: readonly Step[]): void {
  const paths = steps.map(({ segments }) => segments.join('.')).sort();
  for (const path of paths) {
    const others = paths.filter((other) => other === path || other.startsWith(`${path}.`));
    if (others.length > 1) throw new StoreInputError(`The update touches "${path}" twice`);
  }
}

function changeOf(operator: string, path: string, operand: unknown): Change {
  if (operator !== '$pull') assertOperand(operator, path, operand);
  switch (operator) {
    case '$set':
    case '$setOnInsert':
      return (old) => (equalValues(old, operand) ? old : operand);
    case '$unset':
      return () => undefined;
    case '$inc':
      return increment(path, operand);
    case '$min':
      return (old) => (old === undefined || compareValues(operand, old) < 0 ? operand : old);
    case '$max':
      return (old) => (old === undefined || compareValues(operand, old) > 0 ? operand : old);
    case '$push':
    case '$addToSet':
    case '$pull':
      return arrayChange(operator, path, operand);
    default:
      throw new StoreInputError(`Unknown update operator ${operator}`);
  }
}

/** Modifiers such as $each stand beside the value; what they hold is checked where they are taken apart. */
function assertOperand(operator: string, path: string, operand: unknown): void {
  const modified = (operator === '$push' || operator === '$addToSet') && hasModifiers(operand);
  if (!modified) assertPlainValue(operand, `${operator} of "${path}"`);
}

function hasModifiers(operand: unknown): boolean {
  return isPlainObject(operand) && Object.hasOwn(operand, '$each');
}

function increment(path: string, by: unknown): Change {
  if (typeof by !== 'number') throw new StoreInputError(`$inc of "${path}" needs a number`);
  return (old) => {
    if (old === undefined) return by;
    if (typeof old !== 'number')
      throw new StoreInputError(`$inc of "${path}" met ${typeof old}, not a number`);
    return old + by;
  };
}

function compareValues(left: unknown, right: unknown): number {
  return Buffer.compare(encodeKeyPart(left, false), encodeKeyPart(right, false));
}
