import { LIVE_PROPERTIES, TREE_PROPERTIES, treeCases } from '@perennial/segments/testing';
import fc from 'fast-check';
import { atLeast, exactly, type Figure, measured, type Proof } from './proof.ts';

const CASES = 10_000;

export const proof: Proof = {
  name: 'tree',
  title:
    'random conditions over random histories: verdicts, evidence, instants and transitions equal to the oracle; --cases N, --seed N',
  short: false,
  async run({ say, args }): Promise<Figure[]> {
    const numRuns = numberAfter(args, '--cases') ?? CASES;
    const seed = numberAfter(args, '--seed') ?? Date.now() % 0x7fff_ffff;
    say(`seed ${seed}`);
    const figures: Figure[] = [
      measured('seed', seed),
      measured('cases a rule', numRuns),
      atLeast('kinds of conditions met', kindsMet(seed), 14),
    ];
    for (const { rule, property } of [...TREE_PROPERTIES, ...LIVE_PROPERTIES]) {
      const { failed, counterexample, errorInstance } = await fc.check<unknown>(property, { numRuns, seed });
      say(`${rule}: ${failed ? 'broken' : 'held'}`);
      if (failed) say(`${JSON.stringify(counterexample)}\n${String(errorInstance)}`);
      figures.push(exactly(rule, failed ? 'broken' : 'held', 'held'));
    }
    return figures;
  },
};

/** Of the fourteen kinds of nodes. */
function kindsMet(seed: number): number {
  const cases = fc.sample(treeCases, { numRuns: 500, seed });
  return new Set(JSON.stringify(cases.map(({ conditions }) => conditions)).match(NODE_KIND)).size;
}

/** The kind of a node, not that of a filter, a window or a test. */
const NODE_KIND =
  /"kind":"(?:all|any|not|attribute|tag|consent|score|rfm|prediction|affinity|channel|member|rows|sequence)"/g;

function numberAfter(args: readonly string[], name: string): number | undefined {
  const place = args.indexOf(name);
  const value = Number(args[place + 1]);
  return place < 0 || !Number.isSafeInteger(value) ? undefined : value;
}
