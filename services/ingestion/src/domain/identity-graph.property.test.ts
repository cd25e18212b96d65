import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { IdentityGraph } from './identity-graph.ts';
import { decides, type IdentityLink } from './identity-link.ts';
import { customerIdOf, type NodeKey, nodeRank } from './identity-node.ts';
import type { ChildLink } from './links-of-item.ts';

const TENANT = 'shop';
const NODES: NodeKey[] = [
  'user:1',
  'user:2',
  'user:3',
  'email:1',
  'email:2',
  'phone:1',
  'anon:1',
  'anon:2',
  'anon:3',
  'order:s|1',
];

/** Links as items tell them: upwards in rank, and from user to user by an alias only. */
const link: fc.Arbitrary<ChildLink> = fc
  .record({
    child: fc.constantFrom(...NODES),
    parent: fc.constantFrom(...NODES),
    explicit: fc.boolean(),
    timeMs: fc.integer({ min: 0, max: 5 }),
  })
  .filter(({ child, parent, explicit }) =>
    explicit ? nodeRank(parent) === 0 && child !== parent : nodeRank(parent) < nodeRank(child),
  );

function customersAfter(links: readonly ChildLink[]): Record<string, string> {
  const graph = new IdentityGraph(TENANT, []);
  for (const [index, told] of links.entries()) graph.add(told, { cause: `c${index}`, recordedMs: 0 });
  const states = new Map([...graph.states()].map((state) => [state.node, state.customer]));
  return Object.fromEntries(NODES.map((node) => [node, states.get(node) ?? customerIdOf(TENANT, node)]));
}

/** From scratch: the deciding link of each node, then up to the top, circles cut at the smallest. */
function oracle(links: readonly ChildLink[]): Record<string, string> {
  const best = new Map<NodeKey, IdentityLink>();
  for (const told of links) if (decides(told.child, told, best.get(told.child))) best.set(told.child, told);
  const rootOf = (node: NodeKey, seen: readonly NodeKey[] = []): NodeKey => {
    const parent = best.get(node)?.parent;
    if (seen.includes(node)) return [...seen.slice(seen.indexOf(node))].sort()[0] ?? node;
    return parent === undefined ? node : rootOf(parent, [...seen, node]);
  };
  return Object.fromEntries(NODES.map((node) => [node, customerIdOf(TENANT, rootOf(node))]));
}

const links = fc.array(link, { maxLength: 14 });
const shuffled = links.chain((told) =>
  fc.tuple(
    fc.constant(told),
    fc.shuffledSubarray([...told, ...told.slice(0, 3)], {
      minLength: told.length + Math.min(3, told.length),
    }),
  ),
);

describe('identity is a fold over links', () => {
  test('any order of the links, repeats included, gives each node the customer that the set of them gives', () => {
    fc.assert(
      fc.property(shuffled, ([told, otherOrder]) => {
        expect(customersAfter(told)).toEqual(oracle(told));
        expect(customersAfter(otherOrder)).toEqual(oracle(told));
      }),
      { numRuns: 1_000 },
    );
  });

  test('the moves of a node lead from each customer to the next, by rising generations', () => {
    fc.assert(
      fc.property(links, (told) => {
        const graph = new IdentityGraph(TENANT, []);
        for (const [index, entry] of told.entries()) graph.add(entry, { cause: `c${index}`, recordedMs: 0 });
        for (const { node, moves, customer } of graph.states()) {
          let at = customerIdOf(TENANT, node);
          for (const [index, move] of moves.entries()) {
            expect([move.generation, move.from]).toEqual([index + 1, at]);
            at = move.to;
          }
          expect(customer).toBe(at);
        }
      }),
    );
  });
});

describe('rules of identity', () => {
  const by = (child: NodeKey, parent: NodeKey, timeMs: number, explicit = false): ChildLink => ({
    child,
    parent,
    timeMs,
    explicit,
  });
  const user = (id: string) => customerIdOf(TENANT, `user:${id}`);

  test('a browser that two people share stays with the first by time', () => {
    const told = [by('anon:1', 'user:2', 5), by('anon:1', 'user:1', 3)];
    expect(customersAfter(told)['anon:1']).toBe(user('1'));
  });

  test('two users never meet through a browser or an e-mail address', () => {
    const told = [
      by('email:1', 'user:1', 1),
      by('email:1', 'user:2', 2),
      by('anon:1', 'user:1', 1),
      by('anon:1', 'user:2', 2),
    ];
    const customers = customersAfter(told);
    expect([customers['user:1'], customers['user:2']]).toEqual([user('1'), user('2')]);
  });

  test('an alias beats what was inferred before', () => {
    const told = [by('anon:1', 'user:1', 1), by('anon:1', 'user:2', 2, true)];
    expect(customersAfter(told)['anon:1']).toBe(user('2'));
  });

  test('a circle of aliases is one customer, that of the smallest id', () => {
    const told = [
      by('user:2', 'user:3', 1, true),
      by('user:3', 'user:2', 2, true),
      by('anon:1', 'user:3', 3),
    ];
    const customers = customersAfter(told);
    expect([customers['user:2'], customers['user:3'], customers['anon:1']]).toEqual([
      user('2'),
      user('2'),
      user('2'),
    ]);
  });
});
