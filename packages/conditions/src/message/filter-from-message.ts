import type {
  FieldFilter as FieldFilterMessage,
  FilterList,
  Filter as FilterMessage,
} from '@perennial/contracts/gen/perennial/segmentation/v1/condition_pb';
import type { Filter } from '../tree/filter.ts';
import { isField } from '../tree/row-fields.ts';
import { LINES_QUANTIFIERS } from './enum-words.ts';
import type { MessagePlace } from './message-place.ts';
import { valueTestOf } from './value-from-message.ts';

/** Read where a filter cannot be. */
const NOT_READ: Filter = { kind: 'and', of: [] };

/** `place` is undefined where the tree is too deep, which has been reported. */
export function filterOf(message: FilterMessage | undefined, place: MessagePlace | undefined): Filter {
  if (place === undefined) return NOT_READ;
  const kind = message?.kind;
  switch (kind?.case) {
    case 'and':
    case 'or':
      return { kind: kind.case, of: partsOf(kind.value, place.at(kind.case)) };
    case 'not':
      return { kind: 'not', of: filterOf(kind.value, place.below('not')) };
    case 'field':
      return fieldOf(kind.value, place.at('field'));
    case 'lines': {
      const lines = place.at('lines');
      const quantifier = lines.word(LINES_QUANTIFIERS, kind.value.quantifier, 'quantifier');
      return { kind: 'lines', quantifier, filter: filterOf(kind.value.filter, lines.below('filter')) };
    }
    default:
      place.missing('The filter');
      return NOT_READ;
  }
}

function partsOf(list: FilterList, place: MessagePlace): Filter[] {
  return list.of.map((part, index) => filterOf(part, place.below(index)));
}

function fieldOf({ field, test }: FieldFilterMessage, place: MessagePlace): Filter {
  if (!isField(field)) {
    place.unknown(`There is no field "${field.slice(0, 40)}"`, 'Use a field of this kind of row');
    return NOT_READ;
  }
  return { kind: 'field', field, test: valueTestOf(test, place.at('test')) };
}
