import type { ZoneTime } from '@perennial/calendar';
import { type AttributeLeaf, attributeTest, nextAttributeTurn, type ValueTest } from '@perennial/conditions';
import type { AttributeValue } from '@perennial/facts';
import type { CustomerRows } from './customer-rows.ts';
import { LazyCodes } from './lazy-codes.ts';
import type { CompiledLeaf, LeafFinding } from './leaf.ts';

const NO = 1;
const YES = 2;

/** The last value of an attribute passes a test that does not hang on the instant: decided once a value. */
export class AttributeLeafJudge implements CompiledLeaf {
  readonly isTimeless = true;
  readonly #slot: number;
  readonly #unsetPasses: boolean;
  readonly #codes: LazyCodes;

  /** @param readValue the value behind a code */
  constructor(
    slot: number,
    passes: (value: AttributeValue | undefined) => boolean,
    readValue: (code: number) => AttributeValue,
  ) {
    this.#slot = slot;
    this.#unsetPasses = passes(undefined);
    this.#codes = new LazyCodes((code) => (passes(readValue(code)) ? YES : NO));
  }

  holds({ attributes }: CustomerRows): boolean {
    const code = attributes.codeAt(this.#slot);
    return code < 0 ? this.#unsetPasses : this.#codes.of(code) === YES;
  }

  nextInstant(): number {
    return Number.POSITIVE_INFINITY;
  }

  find(rows: CustomerRows): LeafFinding {
    return attributeFinding(rows, this.#slot);
  }
}

/** An age in an attribute: time alone turns it. */
export class AgeLeaf implements CompiledLeaf {
  readonly #slot: number;
  readonly #test: ValueTest;
  readonly #zone: ZoneTime;
  #passes: (value: AttributeValue | undefined) => boolean = () => false;
  #passesAtMs = Number.NaN;

  constructor(slot: number, test: ValueTest, zone: ZoneTime) {
    this.#slot = slot;
    this.#test = test;
    this.#zone = zone;
  }

  holds(rows: CustomerRows): boolean {
    if (rows.at !== this.#passesAtMs) {
      this.#passes = attributeTest(this.#test, { atMs: rows.at, zone: this.#zone });
      this.#passesAtMs = rows.at;
    }
    return this.#passes(valueAt(rows, this.#slot));
  }

  nextInstant(rows: CustomerRows): number {
    return nextAttributeTurn(this.#test, valueAt(rows, this.#slot), rows.at, this.#zone);
  }

  find(rows: CustomerRows): LeafFinding {
    return attributeFinding(rows, this.#slot);
  }
}

/** Whether the verdict of a test of an attribute turns as its value ages. */
export function isAgeTest({ test }: AttributeLeaf): boolean {
  return test.op === 'older' || test.op === 'younger';
}

function valueAt({ attributes }: CustomerRows, slot: number): AttributeValue | undefined {
  const code = attributes.codeAt(slot);
  return code < 0 ? undefined : attributes.readValue(code);
}

/** An attribute is its own evidence: its value stands for the rows. */
function attributeFinding(rows: CustomerRows, slot: number): LeafFinding {
  const value = valueAt(rows, slot) ?? undefined;
  return { ...(value === undefined ? {} : { actual: value }), evidence: [], evidenceCount: 0 };
}
