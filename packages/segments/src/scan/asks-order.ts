import { FIELDS, type Filter } from '@perennial/conditions';

/** Whether a filter of lines asks the order that they belong to. */
export function asksOrder(filter: Filter): boolean {
  switch (filter.kind) {
    case 'field': {
      const { place } = FIELDS[filter.field];
      return place !== 'product' && place !== 'line';
    }
    case 'and':
    case 'or':
      return filter.of.some(asksOrder);
    case 'not':
      return asksOrder(filter.of);
    case 'lines':
      return true;
  }
}
