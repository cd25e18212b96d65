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
