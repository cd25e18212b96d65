import type { Condition } from '@perennial/conditions';

/** Ids of the RFM schemes that a tree names. */
export function schemesIn(condition: Condition): string[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.flatMap(schemesIn);
    case 'not':
      return schemesIn(condition.of);
    default:
      return condition.kind === 'rfm' ? [condition.schemeId] : [];
  }
}
