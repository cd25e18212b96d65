import type { Condition, RowsLeaf } from '@perennial/conditions';
import { canonicalJson } from '../compile/canonical-json.ts';
import { everyRow } from '../scan/every-row.ts';
import { planMeasure } from '../scan/measure.ts';
import type { FiguresTest, ScoreRows } from '../scores/score-rows.ts';
import type { FiguresPass } from './figure-sweep.ts';
import type { WalkContext } from './walk-context.ts';

/** A condition said by figures that are tested together, so that rows are walked over once for all its leaves; undefined for what no figures say. */
export function jointFigures(condition: Condition, context: WalkContext): FiguresTest | undefined {
  const joint = new JointFigures(context);
  const passes = joint.verdictOf(condition);
  return passes && { figures: joint.figures, passes };
}

/** Whoever one of the alternatives holds for. */
export function jointAlternatives(rows: ScoreRows, context: WalkContext): FiguresTest | undefined {
  const joint = new JointFigures(context);
  const verdicts: FiguresPass[] = [];
  for (const { among, figures } of rows) {
    const isAmong = joint.verdictOf(among);
    if (isAmong === undefined) return undefined;
    const passes = figures && joint.testOf(figures);
    verdicts.push(passes === undefined ? isAmong : every([isAmong, passes]));
  }
  return { figures: joint.figures, passes: some(verdicts) };
}

class JointFigures {
  readonly figures: FiguresTest['figures'][number][] = [];
  readonly #context: WalkContext;
  readonly #places = new Map<string, number>();

  constructor(context: WalkContext) {
    this.#context = context;
  }

  verdictOf(condition: Condition): FiguresPass | undefined {
    switch (condition.kind) {
      case 'all':
      case 'any': {
        const parts: FiguresPass[] = [];
        for (const part of condition.of) {
          const verdict = this.verdictOf(part);
          if (verdict === undefined) return undefined;
          parts.push(verdict);
        }
        return condition.kind === 'all' ? every(parts) : some(parts);
      }
      case 'not': {
        const verdict = this.verdictOf(condition.of);
        return verdict && ((counts, values) => !verdict(counts, values));
      }
      case 'rows':
        return this.#leafVerdict(condition);
      default:
        return undefined;
    }
  }

  /** Beside the figures that are there. */
  testOf({ figures, passes }: FiguresTest): FiguresPass {
    const start = this.figures.length;
    this.figures.push(...figures);
    const [ownCounts, ownValues] = [new Float64Array(figures.length), new Float64Array(figures.length)];
    return (counts, values) => {
      for (let figure = 0; figure < ownCounts.length; figure += 1) {
        ownCounts[figure] = counts[start + figure];
        ownValues[figure] = values[start + figure];
      }
      return passes(ownCounts, ownValues);
    };
  }

  /** Of orders and events, whose every row is looked at anyhow. */
  #leafVerdict(leaf: RowsLeaf): FiguresPass | undefined {
    if (leaf.set.rows !== 'order' && leaf.set.rows !== 'event') return undefined;
    if (leaf.quantifier !== 'any') return this.verdictOf(everyRow(leaf));
    const plan = planMeasure(leaf, this.#context.zone);
    if (plan === undefined) return undefined;
    const { isExistence, tally, value, takesBack } = plan;
    if (!isExistence && tally === undefined) return undefined;
    const figure = this.#placeOf(leaf, `${canonicalJson(leaf.set)} ${value} ${takesBack}`);
    if (isExistence || tally === undefined) return (counts) => counts[figure] > 0;
    return (counts, values) => tally(counts[figure], values[figure]);
  }

  #placeOf(leaf: RowsLeaf, key: string): number {
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.#places.set(key, this.figures.length);
    return this.figures.push([{ leaf }]) - 1;
  }
}

function every(parts: readonly FiguresPass[]): FiguresPass {
  return (counts, values) => {
    for (let part = 0; part < parts.length; part += 1) if (!parts[part](counts, values)) return false;
    return true;
  };
}

function some(parts: readonly FiguresPass[]): FiguresPass {
  return (counts, values) => {
    for (let part = 0; part < parts.length; part += 1) if (parts[part](counts, values)) return true;
    return false;
  };
}
