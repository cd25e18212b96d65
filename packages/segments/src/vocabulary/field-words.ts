import { FIELDS, type Field, PATH_SEPARATOR, type RowKind } from '@perennial/conditions';
import type { DictionaryView, FactsColumns } from '@perennial/facts';
import { type DimensionName, type DimensionSource, dimensionSource } from '../compile/dimension-values.ts';
import { placeOf } from '../compile/field-place.ts';
import type { FieldValue } from '../compile/field-value.ts';
import { textsOfDictionary } from './dictionary-texts.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Going through so many takes some 100 ms; through more we do not go. */
const MOST_CODES = 100_000;

/** The values that a field of rows has; undefined for a closed list, and for numbers. */
export function fieldVocabulary(
  { field, rows }: { field: Field; rows: RowKind },
  columns: FactsColumns,
): Vocabulary | undefined {
  const dimensions = field === 'source' ? [] : dimensionsOf(field, rows);
  if (dimensions.length === 0) return undefined;
  const own = ownDictionary(field, columns);
  return {
    key: `${dimensions.join()} ${field}`,
    isExact: FIELDS[field].type === 'id',
    knows: (text) => own !== undefined && text !== '' && own.codeOf(text) >= 0,
    words: () => {
      const sources = dimensions.map((dimension) => dimensionSource(columns, dimension));
      if (sources.some((source) => source.size() > MOST_CODES)) return undefined;
      return own === undefined ? wordsOf(field, sources) : textsOfDictionary(own);
    },
  };
}

function dimensionsOf(field: Field, rows: RowKind): DimensionName[] {
  const place = placeOf(field, rows);
  if (place.in === 'store-kind') return ['orderStoreKind', 'store'];
  return place.in === 'dimension' ? [place.dimension] : [];
}

/** The dictionary whose texts are the values of the field themselves. */
function ownDictionary(field: Field, { dictionaries }: FactsColumns): DictionaryView | undefined {
  switch (field) {
    case 'product':
    case 'store':
    case 'channel':
    case 'coupon':
    case 'page':
    case 'query':
      return dictionaries[field];
    default:
      return undefined;
  }
}

function* wordsOf(field: Field, sources: readonly DimensionSource[]): Generator<string> {
  for (const source of sources) {
    const size = source.size();
    for (let code = 0; code < size; code += 1) yield* namesOf(source.valuesOf(code)[field]);
  }
}

/** A path is named by each of its elements, and by each leading part. */
function* namesOf(value: FieldValue): Generator<string> {
  if (typeof value === 'string') {
    if (value !== '') yield value;
    return;
  }
  if (!Array.isArray(value)) return;
  yield* value;
  for (let depth = 2; depth <= value.length; depth += 1) yield value.slice(0, depth).join(PATH_SEPARATOR);
}
