import { expect, test } from '@jest/globals';
import { ZoneTime } from '@perennial/calendar';
import { type Condition, nodesOf, type RowsLeaf } from '@perennial/conditions';
import { type AsOf, Facts } from '@perennial/facts';
import fc from 'fast-check';
import type { JudgeContext } from '../judge/judge-all.ts';
import { interpret, interpretNodes } from '../testing/interpreter.ts';
import { knownReaders } from '../testing/known-readers.ts';
import { type TreeCase, treeCases } from '../testing/tree-case.ts';
import { countNodes } from './count-nodes.ts';
import { scanCondition } from './scan-condition.ts';
import { SCAN_COSTS, type ScanCosts } from './scan-costs.ts';

const AT_MOST_TWO: RowsLeaf['measure'] = {
  measure: 'count',
  test: { op: 'range', high: 2, lowInclusive: true, highInclusive: true },
};

/** Each makes another way the cheapest. */
const costs = fc.constantFrom<ScanCosts>(
  SCAN_COSTS,
  { listedNs: 0, apartNs: 0, inARowNs: 9, customerNs: 1e6, lookUpNs: 0, wayNs: 0, productShare: 1 },
  { listedNs: 9, apartNs: 9, inARowNs: 0, customerNs: 1e6, lookUpNs: 1e6, wayNs: 0, productShare: 0 },
  { listedNs: 1e6, apartNs: 1e6, inARowNs: 1, customerNs: -1e6, lookUpNs: 1e6, wayNs: 0, productShare: 0 },
);

test('scans say of all customers at once what the oracle says of each, also after more facts came (DSEG-20)', async () => {
  await fc.assert(
    fc.asyncProperty(treeCases, costs, async (treeCase, chosenCosts) => {
      const facts = new Facts();
      const context = {
        facts,
        zone: new ZoneTime(treeCase.timeZone),
        ...knownReaders(facts, treeCase.learned),
      };
      const half = Math.floor(treeCase.history.length / 2);
      apply(facts, treeCase, 0, half);
      await check(context, treeCase, chosenCosts);
      apply(facts, treeCase, half, treeCase.history.length);
      await check(context, treeCase, chosenCosts);
    }),
    { numRuns: 300 },
  );
}, 120_000);

test('figures of the same rows found together are what the oracle says of each (DSEG-20)', async () => {
  await fc.assert(
    fc.asyncProperty(treeCases, costs, async (treeCase, chosenCosts) => {
      const facts = new Facts();
      const context = {
        facts,
        zone: new ZoneTime(treeCase.timeZone),
        ...knownReaders(facts, treeCase.learned),
      };
      apply(facts, treeCase, 0, treeCase.history.length);
      const conditions = figuresOfSameRows(treeCase.conditions.flatMap(rowsLeaves));
      await check(context, { ...treeCase, conditions }, chosenCosts);
    }),
    { numRuns: 300 },
  );
}, 120_000);

test('what is asked of those only whom another part left is what the oracle says (DSEG-20)', async () => {
  await fc.assert(
    fc.asyncProperty(treeCases, costs, async (treeCase, chosenCosts) => {
      const facts = new Facts();
      const context = {
        facts,
        zone: new ZoneTime(treeCase.timeZone),
        ...knownReaders(facts, treeCase.learned),
      };
      apply(facts, treeCase, 0, treeCase.history.length);
      const conditions = treeCase.conditions.flatMap(afterAnother);
      await check(context, { ...treeCase, conditions }, chosenCosts);
    }),
    { numRuns: 300 },
  );
}, 120_000);

/** Each costs nothing, so it comes first: it leaves everybody, or nobody yet. */
const EVERYBODY: Condition = { kind: 'attribute', name: 'never_told', test: { op: 'unset' } };
const NOBODY: Condition = { kind: 'attribute', name: 'never_told', test: { op: 'is', value: true } };

function afterAnother(condition: Condition): Condition[] {
  return [
    { kind: 'all', of: [EVERYBODY, condition] },
    { kind: 'any', of: [NOBODY, condition] },
  ];
}

function rowsLeaves(condition: Condition): RowsLeaf[] {
  if (condition.kind === 'all' || condition.kind === 'any') return condition.of.flatMap(rowsLeaves);
  if (condition.kind === 'not') return rowsLeaves(condition.of);
  return condition.kind === 'rows' ? [condition] : [];
}

/** Each leaf joined with the measure of another leaf over such rows, and with a count. */
function figuresOfSameRows(leaves: readonly RowsLeaf[]): Condition[] {
  return leaves.map((leaf, place) => {
    const { measure } = leaves.slice(place + 1).find(({ set }) => set.rows === leaf.set.rows) ?? {};
    const other: RowsLeaf = { ...leaf, ...(measure && { measure }) };
    return { kind: 'all', of: [leaf, other, { ...leaf, measure: AT_MOST_TWO }] };
  });
}

function apply(facts: Facts, { history, merges }: TreeCase, from: number, to: number): void {
  for (let i = from; i < to; i += 1) {
    facts.applyBatch(history.slice(i, i + 1));
    if (merges.includes(i)) facts.mergeDelta();
  }
}

async function check(
  context: JudgeContext & { facts: Facts },
  { conditions, asOf }: TreeCase,
  chosenCosts: ScanCosts,
): Promise<void> {
  for (const condition of conditions) {
    const found = await scanCondition(condition, context, asOf, { costs: chosenCosts });
    expect(found.list()).toEqual(
      activeCustomers(context.facts).filter((customer) =>
        interpret(condition, { ...context, customer, asOf }),
      ),
    );
    const { nodes, members, customers } = await countNodes(condition, context, asOf, { costs: chosenCosts });
    expect(nodes).toEqual(oracleCounts(context, condition, asOf));
    expect(members.list()).toEqual(found.list());
    expect(customers).toBe(activeCustomers(context.facts).length);
  }
}

/** Every node, also where nobody is a customer. */
function oracleCounts(
  context: JudgeContext & { facts: Facts },
  condition: Condition,
  asOf: AsOf,
): { path: string; count: number }[] {
  const active = activeCustomers(context.facts);
  const verdicts = active.map((customer) => interpretNodes(condition, { ...context, customer, asOf }));
  const paths = nodesOf(condition, { currency: 'EUR', minorPerUnit: 100 }).map(({ path }) => path);
  return paths.map((path) => ({
    path,
    count: verdicts.filter((nodes) => nodes.find((node) => node.path === path)?.verdict === true).length,
  }));
}

function activeCustomers(facts: Facts): number[] {
  return Array.from({ length: facts.customerCount }, (_, customer) => customer).filter((customer) =>
    facts.isActive(customer),
  );
}
