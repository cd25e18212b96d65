import { JudgeAll } from '../judge/judge-all.ts';
import type { MemberReader } from '../readers.ts';
import type { BoardContext } from './board-context.ts';
import type { OrderedSegment } from './definition-order.ts';
import { followedKey } from './followed-definition.ts';

/**
 * Judges definitions for one customer at a time, in their order: a condition that names another segment looks at the verdict that was just
 * found, or at the members where that one is not judged here.
 */
export class SegmentJudge {
  readonly segments: readonly OrderedSegment[];
  /** Slot of each segment. */
  readonly slots: readonly number[];
  /** 1 or 0 by place of the segment, for the customer that was judged last. */
  readonly verdicts: Uint8Array;
  readonly #context: BoardContext;
  readonly #judge: JudgeAll;
  readonly #places = new Map<string, number>();
  /** The customer that was judged last was not absorbed by another. */
  #isActive = false;

  constructor(segments: readonly OrderedSegment[], context: BoardContext) {
    this.segments = segments;
    this.#context = context;
    this.slots = segments.map(({ key }) => context.slotOf(key));
    this.verdicts = new Uint8Array(segments.length);
    for (const [place, { key }] of segments.entries()) this.#places.set(key, place);
    const conditions = segments.map(({ segment }) => segment.condition);
    const { facts, zone, filters, readers } = context;
    this.#judge = new JudgeAll(conditions, {
      ...{ facts, zone, filters, ...readers },
      members: this.#memberReader(),
    });
  }

  /** Fills `verdicts`; nobody who was absorbed is a member. */
  judge(customer: number, atMs: number): void {
    this.#isActive = this.#context.facts.isActive(customer);
    if (this.#isActive) this.#judge.judgeAll(customer, { at: atMs }, this.verdicts);
    else this.verdicts.fill(0);
  }

  /**
   * First instant after that of `judge` at which time alone, or a fact that is known already, may turn one of all segments for the
   * customer that was judged last.
   */
  nextInstant(): number {
    return this.#isActive ? this.#judge.nextInstantOfJudged() : Number.POSITIVE_INFINITY;
  }

  /** Time turns a membership by turning what that segment asks, which is asked itself. */
  #memberReader(): MemberReader {
    const context = this.#context;
    return {
      isMember: (customer, _asOf, of, id) => {
        const key = followedKey({ of, id });
        const place = this.#places.get(key);
        if (place !== undefined) return this.verdicts[place] === 1;
        const slot = context.slotOf(key);
        return slot >= 0 && context.members.has(customer, slot);
      },
      nextInstant: () => Number.POSITIVE_INFINITY,
    };
  }
}
