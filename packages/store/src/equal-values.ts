import { types } from 'node:util';
import { isPlainObject } from './plain-value.ts';

/** Equality of plain data by content; dates by instant, bytes by content, the order of keys does not matter. */
export function equalValues(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (types.isDate(left)) return types.isDate(right) && left.getTime() === right.getTime();
  if (types.isUint8Array(left)) return types.isUint8Array(right) && Buffer.compare(left, right) === 0;
  if (Array.isArray(left)) return Array.isArray(right) && equalArrays(left, right);
  return isPlainObject(left) && isPlainObject(right) && equalFields(left, right);
}

function equalArrays(left: readonly unknown[], right: readonly unknown[]): boolean {
  return left.length === right.length && left.every((item, index) => equalValues(item, right[index]));
}

function equalFields(left: Record<string, unknown>, right: Record<string, unknown>): boolean {
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && equalValues(left[key], right[key]))
  );
}
