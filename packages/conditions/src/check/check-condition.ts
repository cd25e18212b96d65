import type { AttributeLeaf, Condition } from '../tree/condition.ts';
import { RFM_WORDS, SCORE_WORDS } from '../tree/words.ts';
import { checkAffinity } from './check-affinity.ts';
import { checkBestChannel } from './check-best-channel.ts';
import { checkPrediction } from './check-prediction.ts';
import { checkRowsLeaf, checkSequence } from './check-rows.ts';
import { checkId, checkText, checkWords } from './check-texts.ts';
import { checkValueTest } from './check-value-test.ts';
import { type ConditionProblem, Findings } from './condition-problem.ts';
import { isWithinLimits } from './tree-size.ts';

/** Names that objects have of themselves; no trait is called so. */
const OWN_TO_OBJECTS = ['__proto__', 'constructor', 'prototype'];
const DEEPEST_NAME = 8;

/** Everything that is wrong with a tree; empty when it may be used. A tree beyond the limits is not looked into. */
export function checkCondition(condition: Condition): ConditionProblem[] {
  const findings = new Findings();
  if (isWithinLimits(condition, findings)) checkNode(condition, findings);
  return findings.problems;
}

function checkNode(condition: Condition, findings: Findings): void {
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const list = findings.at(condition.kind);
      for (const [place, part] of condition.of.entries()) checkNode(part, list.at(place));
      return;
    }
    case 'not':
      checkNode(condition.of, findings.at('not'));
      return;
    default:
      checkLeaf(condition, findings.at(condition.kind));
      return;
  }
}

function checkLeaf(leaf: Exclude<Condition, { kind: 'all' | 'any' | 'not' }>, findings: Findings): void {
  switch (leaf.kind) {
    case 'attribute':
      checkAttribute(leaf, findings);
      return;
    case 'tag':
      checkText(leaf.tag, findings.at('tag'));
      return;
    case 'consent':
      checkText(leaf.channel, findings.at('channel'));
      checkText(leaf.topic, findings.at('topic'));
      return;
    case 'score':
      checkWords(leaf.in, SCORE_WORDS[leaf.score], findings.at('in'));
      return;
    case 'rfm':
      checkId(leaf.schemeId, findings.at('schemeId'));
      checkWords(leaf.in, RFM_WORDS[leaf.part], findings.at('in'));
      return;
    case 'prediction':
      checkPrediction(leaf, findings);
      return;
    case 'affinity':
      checkAffinity(leaf, findings);
      return;
    case 'channel':
      checkBestChannel(leaf, findings);
      return;
    case 'member':
      checkId(leaf.id, findings.at('id'));
      return;
    case 'rows':
      checkRowsLeaf(leaf, findings);
      return;
    default:
      checkSequence(leaf, findings);
      return;
  }
}

function checkAttribute({ name, test }: AttributeLeaf, findings: Findings): void {
  checkText(name, findings.at('name'));
  const steps = name.split('.');
  if (
    name !== '' &&
    (steps.length > DEEPEST_NAME || steps.some((step) => step === '' || OWN_TO_OBJECTS.includes(step)))
  )
    findings
      .at('name')
      .report(
        `"${name.slice(0, 40)}" names no trait`,
        `Name a trait, nested ones by path of at most ${DEEPEST_NAME}: address.city`,
      );
  checkValueTest(test, 'any', findings.at('test'));
}
