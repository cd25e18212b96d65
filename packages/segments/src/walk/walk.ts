import { type Bits, localsOf } from '../scan/bits.ts';
import type { ShardScan } from '../scan/shard-scan.ts';
import type { LeafCourse } from './leaf-course.ts';
import { Portions } from './portions.ts';
import { turnsOf } from './question-turns.ts';
import { PORTION_CUSTOMERS } from './stays.ts';
import type { TurnFinder, TurnFinderMaker } from './turn-finder.ts';
import { VerdictTurns } from './verdict-turns.ts';
import type { WalkContext } from './walk-context.ts';
import type { WalkQuestion } from './walk-question.ts';

/** A walk over customers' rows; a sharer, where there is one, takes a part of the customers. */
export class Walk {
  readonly #question: WalkQuestion;
  readonly #context: WalkContext;
  readonly #make: TurnFinderMaker;

  private constructor(question: WalkQuestion, context: WalkContext, make: TurnFinderMaker) {
    this.#question = question;
    this.#context = context;
    this.#make = make;
  }

  /** Undefined where the verdicts do not follow from one walk. */
  static of(question: WalkQuestion, context: WalkContext): Walk | undefined {
    const make = turnsOf(question, context);
    return make && new Walk(question, context, make);
  }

  /** The course of some customers, the others resting; whoever cannot be followed is put into `unsure`. */
  course(scan: ShardScan, customers: Bits, unsure: Bits): LeafCourse {
    const finder = this.#make(scan, unsure);
    const turns = new VerdictTurns();
    const locals = localsOf(customers);
    const { instants, zone, sharer } = this.#context;
    const shared = sharer?.begin({ question: this.#question, instants, zone }, scan, locals);
    findTurns(finder, locals, shared ?? new Portions(locals.length), turns);
    if (shared !== undefined) sharer?.finish(turns, unsure);
    return turns.course(instants.length, finder.rest);
  }
}

export function findTurns(
  finder: TurnFinder,
  locals: Uint16Array,
  portions: Portions,
  turns: VerdictTurns,
): void {
  for (let start = portions.next(); start >= 0; start = portions.next())
    finder.find(locals.subarray(start, Math.min(start + PORTION_CUSTOMERS, portions.customers)), turns);
}
