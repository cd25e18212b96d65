import type { ConsentLeaf, ConsentState } from '@perennial/conditions';
import type { CustomerRows } from './customer-rows.ts';
import { LazyCodes } from './lazy-codes.ts';
import type { CompiledLeaf, LeafFinding } from './leaf.ts';

const STATES = ['granted', 'denied', 'unknown'] as const satisfies ConsentState[];
/** Behind the states: taken back, so that the topic `all` decides. */
const UNSAID = STATES.length + 1;

/** What was said last about a topic of a channel, or else about all its topics. */
export class ConsentLeafJudge implements CompiledLeaf {
  readonly isTimeless = true;
  readonly #topicSlot: number;
  readonly #allSlot: number;
  readonly #is: ConsentState;
  readonly #codes: LazyCodes;

  /** @param readValue the value behind a code */
  constructor(
    slots: { topicSlot: number; allSlot: number },
    leaf: ConsentLeaf,
    readValue: (code: number) => unknown,
  ) {
    this.#topicSlot = slots.topicSlot;
    this.#allSlot = slots.allSlot;
    this.#is = leaf.is;
    this.#codes = new LazyCodes((code) => numberOfState(readValue(code)));
  }

  holds(rows: CustomerRows): boolean {
    return this.#state(rows) === this.#is;
  }

  nextInstant(): number {
    return Number.POSITIVE_INFINITY;
  }

  find(rows: CustomerRows): LeafFinding {
    return { actual: this.#state(rows), evidence: [], evidenceCount: 0 };
  }

  #state({ attributes }: CustomerRows): ConsentState {
    const topicCode = attributes.codeAt(this.#topicSlot);
    let state = topicCode < 0 ? UNSAID : this.#codes.of(topicCode);
    if (state === UNSAID) {
      const allCode = attributes.codeAt(this.#allSlot);
      state = allCode < 0 ? UNSAID : this.#codes.of(allCode);
    }
    return STATES[state - 1] ?? 'unknown';
  }
}

function numberOfState(value: unknown): number {
  if (value === null) return UNSAID;
  if (typeof value !== 'boolean') return STATES.indexOf('unknown') + 1;
  return STATES.indexOf(value ? 'granted' : 'denied') + 1;
}
