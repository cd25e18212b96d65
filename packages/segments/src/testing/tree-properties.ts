import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Evidence } from '../judge/evidence.ts';
import type { Explanation } from '../judge/explanation.ts';
import { interpretNodes } from './interpreter.ts';
import type { Row } from './row.ts';
import { openCase, type TreeCase, treeCases } from './tree-case.ts';
import { turningInstants } from './turning-instants.ts';

/** What holds of every reader of one customer, for any trees over any history. */
export interface TreeProperty {
  rule: string;
  property: fc.IProperty<[TreeCase]>;
}

const NO_LIMIT = 100_000;

export const TREE_PROPERTIES: readonly TreeProperty[] = [
  {
    rule: 'the judge of one customer says what the oracle says',
    property: fc.property(treeCases, judgesAsOracle),
  },
  {
    rule: 'the explanation gives each node the oracle’s verdict',
    property: fc.property(treeCases, explainsAsOracle),
  },
  {
    rule: 'the evidence of a leaf alone reproduces its verdict',
    property: fc.property(treeCases, evidenceSuffices),
  },
  {
    rule: 'a verdict holds until it turns, and really turns then',
    property: fc.property(treeCases, turnsWhenSaid),
  },
  { rule: 'a run of a verdict began when it last turned', property: fc.property(treeCases, beganWhenSaid) },
];

function judgesAsOracle(treeCase: TreeCase): void {
  const { facts, judge, interpret } = openCase(treeCase);
  const verdicts = new Uint8Array(judge.size);
  for (let customer = 0; customer < facts.customerCount; customer += 1) {
    judge.judgeAll(customer, treeCase.asOf, verdicts);
    const expected = treeCase.conditions.map((condition) =>
      interpret(condition, customer, treeCase.asOf) ? 1 : 0,
    );
    assert.deepEqual([...verdicts], expected);
  }
}

function explainsAsOracle(treeCase: TreeCase): void {
  const { facts, judge, context } = openCase(treeCase);
  for (let customer = 0; customer < facts.customerCount; customer += 1) {
    for (const [place, condition] of treeCase.conditions.entries()) {
      const nodes = nodesOf(judge.explain(place, customer, treeCase.asOf));
      assert.deepEqual(
        nodes.map(({ path, verdict }) => ({ path, verdict })),
        interpretNodes(condition, context(customer, treeCase.asOf)),
      );
    }
  }
}

function evidenceSuffices(treeCase: TreeCase): void {
  const { facts, judge, context } = openCase(treeCase);
  for (let customer = 0; customer < facts.customerCount; customer += 1) {
    for (const place of treeCase.conditions.keys()) {
      for (const node of nodesOf(judge.explain(place, customer, treeCase.asOf, NO_LIMIT))) {
        if (node.condition.kind !== 'rows' && node.condition.kind !== 'sequence') continue;
        const { evidence, evidenceCount } = node.finding ?? { evidence: [], evidenceCount: -1 };
        assert.equal(evidence.length, evidenceCount);
        const asked = { ...context(customer, treeCase.asOf), keeps: isAmong(evidence) };
        assert.deepEqual(interpretNodes(node.condition, asked), [{ path: '', verdict: node.verdict }]);
      }
    }
  }
}

function turnsWhenSaid(treeCase: TreeCase): void {
  const { facts, judge, zone, interpret } = openCase(treeCase);
  const { at } = treeCase.asOf;
  for (const [place, condition] of treeCase.conditions.entries()) {
    const later = turningInstants(condition, treeCase.history, zone).filter((instant) => instant > at);
    for (let customer = 0; customer < facts.customerCount; customer += 1) {
      const verdict = interpret(condition, customer, { at });
      const turn = later.find((instant) => interpret(condition, customer, { at: instant }) !== verdict);
      const said = judge.validUntil(place, customer, at);
      const expected = { untilMs: turn ?? Number.POSITIVE_INFINITY, turns: turn !== undefined };
      assert.deepEqual(said, expected);
      if (turn !== undefined) assert.equal(interpret(condition, customer, { at: turn - 1 }), verdict);
      assert.ok(judge.nextInstant(customer, at, [place]) <= said.untilMs, 'the next instant is no later');
    }
  }
}

function beganWhenSaid(treeCase: TreeCase): void {
  const { facts, judge, zone, interpret } = openCase(treeCase);
  const { at } = treeCase.asOf;
  for (const [place, condition] of treeCase.conditions.entries()) {
    const earlier = turningInstants(condition, treeCase.history, zone).filter((instant) => instant <= at);
    for (let customer = 0; customer < facts.customerCount; customer += 1) {
      const turn = earlier.findLast(
        (instant) =>
          interpret(condition, customer, { at: instant }) !==
          interpret(condition, customer, { at: instant - 1 }),
      );
      const expected = turn === undefined ? { complete: true } : { sinceMs: turn, complete: true };
      assert.deepEqual(judge.memberSince(place, customer, at), expected);
    }
  }
}

function nodesOf(explanation: Explanation): Explanation[] {
  return [explanation, ...explanation.parts.flatMap(nodesOf)];
}

/** Whether a row of the oracle is among the evidence; rows that look alike are alike. */
function isAmong(
  evidence: readonly Evidence[],
): (row: Row, kind: Evidence['row'], isRefund: boolean) => boolean {
  return (row, kind, isRefund) =>
    evidence.some(
      (piece) =>
        piece.row === kind &&
        (piece.role === 'refund') === isRefund &&
        piece.timeMs === row.timeMs &&
        (row.valueMinor === undefined || piece.amountMinor === row.valueMinor) &&
        (piece.sourceClass ?? '') === (row.fields.source ?? ''),
    );
}
