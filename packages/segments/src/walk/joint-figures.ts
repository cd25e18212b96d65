import type { Condition, RowsLeaf } from '@perennial/conditions';
import { canonicalJson } from '../compile/canonical-json.ts';
import { everyRow } from '../scan/every-row.ts';
import { planMeasure } from '../scan/measure.ts';
import type { FiguresTest, ScoreRows } from '../scores/score-rows.ts';
import type { WalkContext } from './walk-context.ts';

/** Verdicts on figures, and the verdict on them together. */
export interface JointTest {
  leaves: readonly FiguresTest[];
  /** @param word with a bit for each leaf that holds, the first being the lowest */
  holds(word: number): boolean;
}

type WordTest = JointTest['holds'];

/** A condition said by figures that are tested together, so that rows are walked over once for all its leaves; undefined for what no figures say. */
export function jointFigures(condition: Condition, context: WalkContext): JointTest | undefined {
  const joint = new JointFigures(context);
  const holds = joint.verdictOf(condition);
  return holds && { leaves: joint.leaves, holds };
}

/** Whoever one of the alternatives holds for. */
export function jointAlternatives(rows: ScoreRows, context: WalkContext): JointTest | undefined {
  const joint = new JointFigures(context);
  const verdicts: WordTest[] = [];
  for (const { among, figures } of rows) {
    const isAmong = joint.verdictOf(among);
    if (isAmong === undefined) return undefined;
    const passes = figures && joint.testOf(figures);
    verdicts.push(passes === undefined ? isAmong : every([isAmong, passes]));
  }
  return { leaves: joint.leaves, holds: some(verdicts) };
}

class JointFigures {
  readonly leaves: FiguresTest[] = [];
  readonly #context: WalkContext;
  readonly #tests = new Map<string, WordTest>();

  constructor(context: WalkContext) {
    this.#context = context;
  }

  verdictOf(condition: Condition): WordTest | undefined {
    switch (condition.kind) {
      case 'all':
      case 'any': {
        const parts: WordTest[] = [];
        for (const part of condition.of) {
          const verdict = this.verdictOf(part);
          if (verdict === undefined) return undefined;
          parts.push(verdict);
        }
        return condition.kind === 'all' ? every(parts) : some(parts);
      }
      case 'not': {
        const verdict = this.verdictOf(condition.of);
        return verdict && ((word) => !verdict(word));
      }
      case 'rows':
        return this.#leafVerdict(condition);
      default:
        return undefined;
    }
  }

  testOf(test: FiguresTest): WordTest {
    const bit = 1 << (this.leaves.push(test) - 1);
    return (word) => (word & bit) !== 0;
  }

  /** Of orders and events, whose every row is looked at anyhow. */
  #leafVerdict(leaf: RowsLeaf): WordTest | undefined {
    if (leaf.set.rows !== 'order' && leaf.set.rows !== 'event') return undefined;
    if (leaf.quantifier !== 'any') return this.verdictOf(everyRow(leaf));
    const plan = planMeasure(leaf, this.#context.zone);
    if (plan === undefined || (!plan.isExistence && plan.tally === undefined)) return undefined;
    const key = canonicalJson(leaf);
    const known = this.#tests.get(key);
    if (known !== undefined) return known;
    const { isExistence, tally } = plan;
    const passes: FiguresTest['passes'] =
      isExistence || tally === undefined
        ? (counts) => counts[0] > 0
        : (counts, values) => tally(counts[0], values[0]);
    const test = this.testOf({ figures: [[{ leaf }]], passes });
    this.#tests.set(key, test);
    return test;
  }
}

function every(parts: readonly WordTest[]): WordTest {
  return (word) => parts.every((passes) => passes(word));
}

function some(parts: readonly WordTest[]): WordTest {
  return (word) => parts.some((passes) => passes(word));
}
