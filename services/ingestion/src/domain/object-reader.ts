import type { Problems } from './refusal.ts';

export type JsonObject = { readonly [key: string]: unknown };

/** One name of a field, or several that mean the same; the first one told counts. */
export type FieldName = string | readonly string[];

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The own property of an object, never an inherited one; null and the empty string count as not told. */
export function own(record: JsonObject, name: string): unknown {
  if (!Object.hasOwn(record, name)) return undefined;
  const value = record[name];
  return value === null || value === '' ? undefined : value;
}

/** Reads fields of a JSON object by own-key checks; what is wrong goes to `problems` and reads as not told. */
export class ObjectReader {
  readonly record: JsonObject;
  /** Path of this object in the item, with a final dot unless it is the item itself. */
  readonly prefix: string;
  readonly problems: Problems;

  constructor(record: JsonObject, prefix: string, problems: Problems) {
    this.record = record;
    this.prefix = prefix;
    this.problems = problems;
  }

  get(name: FieldName): unknown {
    if (typeof name === 'string') return own(this.record, name);
    for (const alternative of name) {
      const value = own(this.record, alternative);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  /** Of several names the one that was told. */
  path(name: FieldName): string {
    if (typeof name === 'string') return this.prefix + name;
    const told = name.find((alternative) => own(this.record, alternative) !== undefined);
    return this.prefix + (told ?? name[0] ?? '');
  }

  /** Text without blanks at its ends; a whole number is taken as text, because shops send ids that way. */
  text(name: FieldName, maxLength: number): string | undefined {
    const value = this.get(name);
    if (value === undefined) return undefined;
    if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
    if (typeof value !== 'string' || !value.isWellFormed()) {
      this.problems.refuse('ITEM_FIELD_INVALID', this.path(name), 'must be text in valid Unicode');
      return undefined;
    }
    const trimmed = value.trim();
    if (trimmed.length > maxLength) {
      this.problems.refuse(
        'ITEM_FIELD_TOO_LONG',
        this.path(name),
        `must have at most ${maxLength} characters`,
      );
    }
    return trimmed === '' ? undefined : trimmed;
  }

  requiredText(name: FieldName, maxLength: number): string {
    const value = this.text(name, maxLength);
    if (value === undefined)
      this.problems.refuse('ITEM_FIELD_MISSING', this.path(name), 'is required; send it as text');
    return value ?? '';
  }

  /** Text where there is some within the limit; anything else is left out and refuses nothing. */
  lenientText(name: FieldName, maxLength: number): string | undefined {
    const value = this.get(name);
    if (typeof value !== 'string' || !value.isWellFormed()) return undefined;
    return value.slice(0, maxLength).toWellFormed();
  }

  object(name: FieldName): ObjectReader | undefined {
    const value = this.get(name);
    if (value === undefined) return undefined;
    if (isObject(value)) return new ObjectReader(value, `${this.path(name)}.`, this.problems);
    this.problems.refuse('ITEM_FIELD_INVALID', this.path(name), 'must be a JSON object');
    return undefined;
  }

  /** Readers of the objects in a list; undefined when the list is not told. */
  objects(name: FieldName, maxItems: number): ObjectReader[] | undefined {
    const value = this.get(name);
    if (value === undefined) return undefined;
    const path = this.path(name);
    if (!Array.isArray(value)) {
      this.problems.refuse('ITEM_FIELD_INVALID', path, 'must be a list of JSON objects');
      return undefined;
    }
    if (value.length > maxItems) {
      this.problems.refuse('ORDER_TOO_MANY_LINES', path, `must have at most ${maxItems} entries; split it`);
      return undefined;
    }
    return this.readersOf(value, path);
  }

  private readersOf(entries: readonly unknown[], path: string): ObjectReader[] {
    const readers: ObjectReader[] = [];
    for (const [index, entry] of entries.entries()) {
      if (isObject(entry)) readers.push(new ObjectReader(entry, `${path}[${index}].`, this.problems));
      else this.problems.refuse('ITEM_FIELD_INVALID', `${path}[${index}]`, 'must be a JSON object');
    }
    return readers;
  }

  wholeNumber(name: FieldName, min: number, max: number): number | undefined {
    const value = this.get(name);
    if (value === undefined) return undefined;
    const number = typeof value === 'string' && /^-?\d{1,16}$/.test(value) ? Number(value) : value;
    if (typeof number === 'number' && Number.isSafeInteger(number) && number >= min && number <= max)
      return number;
    this.problems.refuse(
      'ITEM_FIELD_INVALID',
      this.path(name),
      `must be a whole number from ${min} to ${max}`,
    );
    return undefined;
  }

  decimalNumber(name: FieldName, min: number, max: number): number | undefined {
    const value = this.get(name);
    if (value === undefined) return undefined;
    const number =
      typeof value === 'string' && /^-?\d{1,12}(\.\d{1,15})?$/.test(value) ? Number(value) : value;
    if (typeof number === 'number' && number >= min && number <= max) return number;
    this.problems.refuse('ITEM_FIELD_INVALID', this.path(name), `must be a number from ${min} to ${max}`);
    return undefined;
  }
}
