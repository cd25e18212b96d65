import type { RfmLeaf, ScoreLeaf } from '@perennial/conditions';
import type { SchemeDefinition } from '@perennial/scores';
import { engagementAsRows, trendsAsRows } from './figures-as-rows.ts';
import type { ScoreRows } from './score-rows.ts';
import { classesAsRows, stagesAsRows } from './scores-as-rows.ts';

/** Who has one of the scores that a leaf asks for, said by rows; undefined where rows do not say it. @param scheme that of an RFM leaf */
export function scoreAsRows(
  leaf: ScoreLeaf | RfmLeaf,
  scheme: SchemeDefinition | undefined,
): ScoreRows | undefined {
  if (leaf.kind === 'rfm') {
    const among = scheme && classesAsRows(scheme, leaf.part, leaf.in);
    return among && [{ among }];
  }
  switch (leaf.score) {
    case 'stage':
      return [{ among: stagesAsRows(leaf.in) }];
    case 'engagement':
      return engagementAsRows(leaf.in);
    case 'trend':
      return trendsAsRows(leaf.in);
  }
}
