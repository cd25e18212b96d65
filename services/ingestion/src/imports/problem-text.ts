import { nearestName } from '@perennial/runtime';
import type { FormatProblem } from './domain/bind-columns.ts';
import type { ResolvedFormat } from './domain/resolve-format.ts';

/** What is wrong with a format, with the header that was probably meant. */
export function problemText({ message, absentHeader }: FormatProblem, headers: readonly string[]): string {
  if (absentHeader === undefined) return message;
  const nearest = nearestName(absentHeader, headers);
  return nearest === undefined ? message : `${message}; the nearest one is "${nearest}"`;
}

/** Names the needed fields that have no column; undefined when there are none. */
export function missingText({ missingFields, unusedHeaders }: ResolvedFormat): string | undefined {
  if (missingFields.length === 0) return undefined;
  const wanted = missingFields.map((field) => {
    const nearest = nearestName(field, unusedHeaders);
    return nearest === undefined ? field : `${field} (is it "${nearest}"?)`;
  });
  return `No column gives ${wanted.join(', ')}; map it in columns, or use the preset of the file's system`;
}
