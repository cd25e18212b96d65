import type { FactsReader } from '@perennial/facts';
import { type CustomerPast, PastReader } from './past-reader.ts';

/** A `PastReader` as of one instant. */
export class ContactReader {
  readonly #past: PastReader;
  readonly #atMs: number;

  constructor(facts: FactsReader, atMs: number) {
    this.#past = new PastReader(facts);
    this.#atMs = atMs;
  }

  read(customer: number): CustomerPast {
    return this.#past.read(customer, { at: this.#atMs });
  }
}
