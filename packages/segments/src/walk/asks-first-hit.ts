import { FIELDS, type Filter } from '@perennial/conditions';

/** Whether a filter over visits asks what the first hit tells: the source and the page, not how long it was. */
export function asksFirstHit(filter: Filter | undefined): boolean {
  if (filter === undefined) return true;
  switch (filter.kind) {
    case 'field':
      return FIELDS[filter.field].place === 'source' || filter.field === 'page';
    case 'not':
      return asksFirstHit(filter.of);
    case 'lines':
      return false;
    default:
      return filter.of.every(asksFirstHit);
  }
}
