/** Some ten milliseconds' worth of judging. */
const CUSTOMERS_A_STEP = 500;

/** Adds to `found` what a customer brings. */
type Visit<Found> = (customer: number, found: Found[]) => void;

/** Visits to every customer, one sweep after the other, in steps: a million take many seconds, in which others want their turn. */
export class Sweeps<Found> {
  readonly #waiting: Visit<Found>[] = [];
  #nextCustomer = 0;

  get areLeft(): boolean {
    return this.#waiting.length > 0;
  }

  add(visit: Visit<Found>): void {
    this.#waiting.push(visit);
  }

  /** What the next customers bring. */
  step(customerCount: number): Found[] {
    const found: Found[] = [];
    const end = Math.min(customerCount, this.#nextCustomer + CUSTOMERS_A_STEP);
    for (; this.#nextCustomer < end; this.#nextCustomer += 1) this.#waiting[0]?.(this.#nextCustomer, found);
    if (end === customerCount) {
      this.#waiting.shift();
      this.#nextCustomer = 0;
    }
    return found;
  }
}
