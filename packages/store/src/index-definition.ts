import { equalValues } from './equal-values.ts';
import { fieldValues, ownField } from './field-path.ts';
import { encodeKeyPart } from './index-key.ts';
import { assertFieldPath, type Fields, StoreInputError } from './plain-value.ts';
import type { IndexOptions, Sort } from './port.ts';

export interface IndexField {
  path: string;
  descending: boolean;
}

/** A secondary index as it is kept in the catalogue of the embedded store. */
export interface IndexDefinition {
  /** MongoDB's own naming: `path_1_other_-1`. */
  name: string;
  fields: IndexField[];
  unique: boolean;
  expireAfterSeconds?: number;
  /** Some document has an array on a path of the index; such an index answers fewer questions. */
  multikey: boolean;
}

/** @throws StoreInputError for no keys, an unusable path, or an expiry on more than one field. */
export function defineIndex(keys: Sort, options: IndexOptions = {}): IndexDefinition {
  const entries = Object.entries(keys);
  if (entries.length === 0) throw new StoreInputError('An index needs at least one field');
  for (const [path] of entries) assertFieldPath(path, 'index');
  const { unique = false, expireAfterSeconds } = options;
  if (expireAfterSeconds !== undefined && entries.length !== 1) {
    throw new StoreInputError('An index that expires documents has exactly one field, a Date');
  }
  return {
    name: entries.map(([path, direction]) => `${path}_${direction}`).join('_'),
    fields: entries.map(([path, direction]) => ({ path, descending: direction === -1 })),
    unique,
    ...(expireAfterSeconds === undefined ? {} : { expireAfterSeconds }),
    multikey: false,
  };
}

/** Whether no key of the index can differ between two versions of a document; cheaper than building the keys. */
export function hasSameKeys({ fields }: IndexDefinition, old: Fields, next: Fields): boolean {
  return fields.every(({ path }) => {
    const [top = path] = path.split('.', 1);
    return equalValues(ownField(old, top), ownField(next, top));
  });
}

export interface IndexKeys {
  keys: Buffer[];
  fromArray: boolean;
}

/**
 * The keys under which a document stands in an index: one, or one for each item where a field is an array. A key that is
 * not unique ends in the document's id.
 */
export function indexKeysOf(definition: IndexDefinition, document: Fields, id: Buffer): IndexKeys {
  const found = definition.fields.map(({ path }) => fieldValues(document, path));
  const fromArray = found.some((field) => field.fromArray);
  let prefixes: Buffer[][] = [[]];
  for (const [at, { values }] of found.entries()) {
    const descending = definition.fields[at]?.descending === true;
    const parts = values.map((value) => encodeKeyPart(value, descending));
    const [only] = parts;
    if (parts.length === 1 && only !== undefined) for (const prefix of prefixes) prefix.push(only);
    else prefixes = prefixes.flatMap((prefix) => parts.map((part) => [...prefix, part]));
  }
  const keys = prefixes.map((parts) => Buffer.concat(definition.unique ? parts : [...parts, id]));
  return { keys: keys.length > 1 ? withoutRepeats(keys) : keys, fromArray };
}

function withoutRepeats(keys: Buffer[]): Buffer[] {
  return [...new Map(keys.map((key) => [key.toString('latin1'), key])).values()];
}
