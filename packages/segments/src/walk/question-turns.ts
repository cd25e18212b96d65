import { scoreAsRows } from '../scores/score-as-rows.ts';
import { figuresTurns } from './figure-turns.ts';
import { type JointTest, jointAlternatives, jointFigures } from './joint-figures.ts';
import { leafTurns } from './leaf-turns.ts';
import type { TurnFinderMaker } from './turn-finder.ts';
import type { WalkContext } from './walk-context.ts';
import type { WalkQuestion } from './walk-question.ts';

/** How the turns of the verdict are found; undefined where they do not follow from one walk. */
export function turnsOf(question: WalkQuestion, context: WalkContext): TurnFinderMaker | undefined {
  switch (question.kind) {
    case 'leaf':
      return leafTurns(question.leaf, context);
    case 'joint':
      return turnsOfTest(jointFigures(question.condition, context), context);
    case 'score': {
      const rows = scoreAsRows(question.leaf, question.scheme);
      return turnsOfTest(rows && jointAlternatives(rows, context), context);
    }
  }
}

function turnsOfTest(test: JointTest | undefined, context: WalkContext): TurnFinderMaker | undefined {
  return test && figuresTurns(test, context);
}
