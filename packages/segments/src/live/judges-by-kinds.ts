import type { BoardContext } from './board-context.ts';
import type { OrderedSegment } from './definition-order.ts';
import { ALL_KINDS, type RecordKinds, SINGLE_KINDS } from './record-kinds.ts';
import { SegmentJudge } from './segment-judge.ts';

/** A judge for each mix of kinds of records: of the segments that such records can turn, so that no other rows are looked at. */
export class JudgesByKinds {
  /** In the order in which they are judged. */
  readonly segments: readonly OrderedSegment[];
  readonly #context: BoardContext;
  readonly #judges = new Map<RecordKinds, SegmentJudge>();

  constructor(segments: readonly OrderedSegment[], context: BoardContext) {
    this.segments = segments;
    this.#context = context;
  }

  /** Compiles those for records of one kind, which nearly all messages bring, so that the first of them need not wait for it. */
  prepare(): void {
    for (const kind of SINGLE_KINDS) this.of(kind);
  }

  of(kinds: RecordKinds): SegmentJudge {
    let judge = this.#judges.get(kinds);
    if (judge === undefined) {
      const turned = this.segments.filter((each) => kinds === ALL_KINDS || (each.kinds & kinds) !== 0);
      judge = new SegmentJudge(turned, this.#context);
      this.#judges.set(kinds, judge);
    }
    return judge;
  }
}
