import { fromJson, type JsonValue, toJson } from '@bufbuild/protobuf';
import { ConditionSchema } from '@perennial/contracts/gen/perennial/segmentation/v1/condition_pb';
import { ConditionError } from '../check/condition-problem.ts';
import type { Condition } from '../tree/condition.ts';
import { conditionFromMessage } from './from-message.ts';
import { conditionToMessage } from './to-message.ts';

/** Messages nest deeper than the tree: a list is an object with an array. */
const DEEPEST = 200;
const MOST_VALUES = 50_000;

/** The JSON form of a condition: the proto JSON of its message. */
export function conditionToJson(condition: Condition): JsonValue {
  return toJson(ConditionSchema, conditionToMessage(condition));
}

/** The condition that a JSON value says, checked; unknown fields are refused. @throws ConditionError that lists what is wrong */
export function conditionFromJson(json: unknown): Condition {
  if (!isJson(json)) throw refused('The JSON is too deep, too large or no JSON', 'Write a smaller tree');
  return conditionFromMessage(messageOf(json));
}

function messageOf(json: JsonValue): ReturnType<typeof conditionToMessage> {
  try {
    return fromJson(ConditionSchema, json, { ignoreUnknownFields: false });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw refused(reason, 'Write it as the proto JSON of perennial.segmentation.v1.Condition');
  }
}

function refused(message: string, fix: string): ConditionError {
  return new ConditionError([{ path: '', message, fix }]);
}

/** Whether a value is JSON of a bearable size. Looks no further than that, and does not recurse. */
function isJson(json: unknown): json is JsonValue {
  const waiting: { value: unknown; depth: number }[] = [{ value: json, depth: 0 }];
  let seen = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, depth } = next;
    seen += 1;
    if (depth > DEEPEST || seen + waiting.length > MOST_VALUES || !isOfJson(value)) return false;
    if (typeof value !== 'object' || value === null) continue;
    const parts: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
    if (parts.length > MOST_VALUES) return false;
    for (const part of parts) waiting.push({ value: part, depth: depth + 1 });
  }
  return true;
}

function isOfJson(value: unknown): boolean {
  if (typeof value !== 'object' || value === null)
    return (
      value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    );
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === null || Object.getPrototypeOf(prototype) === null;
}
