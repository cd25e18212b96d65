import { fieldValues } from './field-path.ts';
import { encodeKeyPart } from './index-key.ts';
import type { Fields } from './plain-value.ts';
import type { Sort } from './port.ts';

/** Sorts by the same bytes as an index would; stable. An array counts by its smallest item, or largest if descending. */
export function sortDocuments(documents: readonly Fields[], sort: Sort): Fields[] {
  const fields = Object.entries(sort);
  return documents
    .map((document) => ({ document, key: sortKey(document, fields) }))
    .sort((left, right) => Buffer.compare(left.key, right.key))
    .map(({ document }) => document);
}

function sortKey(document: Fields, fields: readonly (readonly [string, 1 | -1])[]): Buffer {
  return Buffer.concat(
    fields.map(([path, direction]) => {
      const parts = fieldValues(document, path).values.map((value) => encodeKeyPart(value, direction === -1));
      return parts.reduce((first, part) => (Buffer.compare(part, first) < 0 ? part : first));
    }),
  );
}
