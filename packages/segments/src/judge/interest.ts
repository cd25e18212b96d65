import type { CodeSet } from '../compile/code-set.ts';

/** What the conditions of a judge look at: the rest of a customer's facts is not loaded. */
export class Interest {
  ledger = false;
  visits = false;
  readonly eventTypes = new Set<string>();
  /** Names of attributes by slot. */
  readonly attributeNames: string[] = [];

  slotOf(attributeName: string): number {
    const known = this.attributeNames.indexOf(attributeName);
    return known >= 0 ? known : this.attributeNames.push(attributeName) - 1;
  }
}

/** Code sets that finding visits needs. */
export interface VisitCodes {
  /** Types of events that are no hits. */
  noHits: CodeSet;
  /** Sources that can begin a visit: those that are shown and not direct. */
  shown: CodeSet;
}
