import { FIELDS, type Filter, type LinesFilter } from '../tree/filter.ts';
import { fieldsOf, isField } from '../tree/row-fields.ts';
import type { RowKind } from '../tree/row-set.ts';
import { SOURCE_CLASSES } from '../tree/words.ts';
import { nearestWords } from './nearest-words.ts';
import { readValueTest } from './read-value-test.ts';
import type { TokenStream } from './token-stream.ts';

/** A filter of rows of a kind; as with conditions, `not` binds tightest, then `and`. */
export function readFilter(stream: TokenStream, rows: RowKind): Filter {
  const parts = [readAnd(stream, rows)];
  while (stream.try('or')) parts.push(readAnd(stream, rows));
  return { kind: 'or', of: parts };
}

function readAnd(stream: TokenStream, rows: RowKind): Filter {
  const parts = [readPart(stream, rows)];
  while (stream.try('and')) parts.push(readPart(stream, rows));
  return { kind: 'and', of: parts };
}

function readPart(stream: TokenStream, rows: RowKind): Filter {
  return stream.nested(() => {
    if (stream.try('not')) return { kind: 'not', of: readPart(stream, rows) };
    if (stream.try('(')) return closed(stream, rows);
    const lines = rows === 'order' ? readLines(stream) : undefined;
    return lines ?? readField(stream, rows);
  });
}

function closed(stream: TokenStream, rows: RowKind): Filter {
  const filter = readFilter(stream, rows);
  stream.expect(')');
  return filter;
}

function readLines(stream: TokenStream): LinesFilter | undefined {
  const words = stream.tryAny(['has', 'all lines', 'no line']);
  if (words === undefined) return undefined;
  stream.expect('(');
  const quantifier = words === 'has' ? 'any' : words === 'no line' ? 'none' : 'all';
  return { kind: 'lines', quantifier, filter: closed(stream, 'line') };
}

function readField(stream: TokenStream, rows: RowKind): Filter {
  const fields = fieldsOf(rows);
  const field = stream.tryAny(fields);
  if (field !== undefined) {
    const known = field === 'source' ? SOURCE_CLASSES : undefined;
    return { kind: 'field', field, test: readValueTest(stream, FIELDS[field].type, known) };
  }
  const token = stream.peek();
  if (token.kind !== 'word' || !isField(token.raw)) return stream.fail();
  const near = nearestWords(token.raw, fields);
  return stream.failAt(
    token,
    `Rows of kind ${rows} have no field ${token.raw}; use one of ${fields.join(', ')}.`,
    near,
  );
}
