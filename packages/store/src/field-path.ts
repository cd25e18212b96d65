import { StoreInputError } from './plain-value.ts';

/** What a sort or an index sees under a path; more than one value where the path meets an array. */
export interface FieldValues {
  values: unknown[];
  /** An array lies on the path, so the document may have several index entries. */
  fromArray: boolean;
}

/** Reads only own keys, so that a path such as `constructor` finds data or nothing. */
export function ownField(container: object, key: string): unknown {
  return Object.hasOwn(container, key) ? Reflect.get(container, key) : undefined;
}

/** The values under the path, descending into the items of arrays; a missing field counts as one `undefined`. */
export function fieldValues(document: object, path: string): FieldValues {
  if (!path.includes('.')) return spread(ownField(document, path));
  const found: FieldValues = { values: [], fromArray: false };
  collect(document, path.split('.'), 0, found);
  return found;
}

function spread(value: unknown): FieldValues {
  if (!Array.isArray(value)) return { values: [value], fromArray: false };
  return { values: value.length === 0 ? [value] : [...value], fromArray: true };
}

function collect(value: unknown, segments: readonly string[], at: number, into: FieldValues): void {
  const segment = segments[at];
  if (segment === undefined) {
    const leaf = spread(value);
    into.values.push(...leaf.values);
    into.fromArray ||= leaf.fromArray;
  } else if (Array.isArray(value)) {
    into.fromArray = true;
    for (const item of value) collect(item, segments, at, into);
  } else {
    const isContainer = typeof value === 'object' && value !== null;
    collect(isContainer ? ownField(value, segment) : undefined, segments, at + 1, into);
  }
}

/** Turns the value at the end of a path into another one; `undefined` stands for "not there". */
export type Change = (old: unknown) => unknown;

/**
 * Returns `container` with the value under the path changed, copying only what lies on the path; the same object when
 * nothing changed. Missing sub-documents are made unless the change leaves the field missing.
 * @throws StoreInputError when the path runs through a value that has no fields.
 */
export function changeAt(container: unknown, segments: readonly string[], change: Change, at = 0): unknown {
  const segment = segments[at];
  if (segment === undefined) return change(container);
  const holder = container === undefined ? {} : container;
  if (Array.isArray(holder)) return changeItem(holder, segments, change, at);
  if (typeof holder !== 'object' || holder === null) return refuseUnlessNoop(holder, segments, change, at);
  const old = ownField(holder, segment);
  const next = changeAt(old, segments, change, at + 1);
  if (next === old) return container;
  if (next !== undefined) return { ...holder, [segment]: next };
  return Object.fromEntries(Object.entries(holder).filter(([key]) => key !== segment));
}

/** A decimal array index without leading zeros, at most six digits. */
const ARRAY_INDEX = /^(0|[1-9]\d{0,5})$/;

/** An unset item leaves null behind, as in MongoDB, so that the others keep their places. */
function changeItem(items: unknown[], segments: readonly string[], change: Change, at: number): unknown {
  const segment = segments[at] ?? '';
  const index = ARRAY_INDEX.test(segment) ? Number(segment) : -1;
  if (index < 0 || index > items.length) return refuseUnlessNoop(items, segments, change, at);
  const next = changeAt(items[index], segments, change, at + 1);
  if (next === items[index]) return items;
  const copy = [...items];
  copy[index] = next ?? null;
  return copy;
}

function refuseUnlessNoop(holder: unknown, segments: readonly string[], change: Change, at: number): unknown {
  if (change(undefined) === undefined) return holder;
  const kind = Array.isArray(holder)
    ? 'an array without that item'
    : holder === null
      ? 'null'
      : typeof holder;
  throw new StoreInputError(
    `The update of "${segments.join('.')}" cannot reach "${segments[at]}": above it is ${kind}`,
  );
}
