import { type AsOf, type AttributeValue, type FactsReader, HIDDEN_ATTRIBUTE } from '@perennial/facts';
import { CONSENT_PREFIX, type Consents, consentsOf } from './consent.ts';

/** What a customer allows at an instant. */
export interface ConsentsAt {
  consents: Consents;
  /** First instant after it at which something that is known already is said; ∞ without one. */
  untilMs: number;
}

const MOST_KNOWN = 10_000;

type AttributeRows = ReturnType<ReturnType<FactsReader['columns']>['shardOf']>['attributes']['rows'];

/** Reads what one customer after the other said of channels, for any topic: straight from the columns, without their other attributes. */
export class ConsentReader {
  readonly #facts: ReturnType<FactsReader['columns']>;
  /** By code of an attribute's name; '' for what is no consent. */
  readonly #names: string[] = [];
  /** By code of a value. */
  readonly #values: AttributeValue[] = [];
  /** By what was said, as codes: most customers say one of a few things. */
  readonly #consents = new Map<string, Consents>();
  /** By code of the name: the row in which it was said last. */
  readonly #last = new Map<number, number>();

  constructor(facts: FactsReader) {
    this.#facts = facts.columns();
  }

  read(customer: number, asOf: AsOf): ConsentsAt {
    const shard = this.#facts.shardOf(customer);
    const { rows } = shard.attributes;
    const untilMs = this.#findLast(rows, customer - shard.base, asOf);
    return { consents: this.#consentsOf(rows.columns.value), untilMs };
  }

  #consentsOf(values: ArrayLike<number>): Consents {
    let key = '';
    for (const [name, row] of this.#last) key += `${name} ${values[row]} `;
    const known = this.#consents.get(key);
    if (known !== undefined) return known;
    const said: Record<string, AttributeValue> = {};
    for (const [name, row] of this.#last) said[this.#nameOf(name)] = this.#valueOf(values[row]);
    const consents = consentsOf(said);
    if (this.#consents.size >= MOST_KNOWN) this.#consents.clear();
    this.#consents.set(key, consents);
    return consents;
  }

  /** Returns when something is said next. */
  #findLast(rows: AttributeRows, local: number, { at, knownAt = Number.POSITIVE_INFINITY }: AsOf): number {
    const { flags, recorded, name } = rows.columns;
    let untilMs = Number.POSITIVE_INFINITY;
    this.#last.clear();
    const take = (row: number): void => {
      if ((flags[row] & HIDDEN_ATTRIBUTE) !== 0 || recorded[row] > knownAt) return;
      if (this.#nameOf(name[row]) === '') return;
      const rival = this.#last.get(name[row]);
      if (rows.time[row] > at) untilMs = Math.min(untilMs, rows.time[row]);
      else if (rival === undefined || isLater(rows, row, rival)) this.#last.set(name[row], row);
    };
    for (let row = rows.mainStart(local), end = rows.mainEnd(local); row < end; row += 1) take(row);
    for (let row = rows.newestDelta(local); row >= 0; row = rows.deltaBefore(row)) take(row);
    return untilMs;
  }

  #nameOf(code: number): string {
    const known = this.#names[code];
    if (known !== undefined) return known;
    const text = this.#facts.dictionaries.attributeName.textOf(code);
    const name = text.startsWith(CONSENT_PREFIX) ? text : '';
    this.#names[code] = name;
    return name;
  }

  #valueOf(code: number): AttributeValue {
    const known = this.#values[code];
    if (known !== undefined) return known;
    const value: AttributeValue = JSON.parse(this.#facts.dictionaries.attributeValue.textOf(code));
    this.#values[code] = value;
    return value;
  }
}

function isLater({ time, columns: { recorded, id } }: AttributeRows, row: number, than: number): boolean {
  if (time[row] !== time[than]) return time[row] > time[than];
  if (recorded[row] !== recorded[than]) return recorded[row] > recorded[than];
  return id[row] > id[than];
}
