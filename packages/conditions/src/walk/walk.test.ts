import { describe, expect, test } from '@jest/globals';
import { parseCondition } from '../text/parse-condition.ts';
import type { Condition } from '../tree/condition.ts';
import { cycleIn } from './cycle-in.ts';
import { nodesOf } from './nodes-of.ts';
import { referencesOf } from './references-of.ts';

const language = { currency: 'EUR', minorPerUnit: 100 };
const parse = (text: string): Condition => parseCondition(text, language);

describe('references', () => {
  test('are the segments and groups that a tree asks for, each once', () => {
    const tree = parse('member of "a" and not (member of group "a" or tag(x) and member of "a")');
    expect(referencesOf(tree)).toEqual([
      { of: 'segment', id: 'a' },
      { of: 'group', id: 'a' },
    ]);
  });
});

describe('a cycle', () => {
  const segments: Readonly<Record<string, string>> = {
    b: 'member of "c" or member of "d"',
    c: 'everyone',
    d: 'not member of group "g"',
    e: 'member of "e2"',
    e2: 'member of "e"',
  };
  const groups: Readonly<Record<string, readonly string[]>> = { g: ['c', 'a'] };
  const follow: Parameters<typeof cycleIn>[2] = ({ of, id }) =>
    (of === 'group' ? (groups[id] ?? []) : [id]).map((segmentId) => ({
      segmentId,
      condition: parse(segments[segmentId] ?? 'nobody'),
    }));

  test.each([
    ['member of "a"', ['a', 'a']],
    ['tag(x) or not member of "b"', ['a', 'b', 'd', 'a']],
    ['member of group "g"', ['a', 'a']],
    ['member of "c" and member of "missing"', undefined],
    ['member of "e"', undefined],
  ])('through %s has the way %j', (text, way) => {
    expect(cycleIn('a', parse(text), follow)).toEqual(way);
  });
});

describe('the nodes of a tree', () => {
  test('stand depth first with the paths of problems and a short text', () => {
    const nodes = nodesOf(parse('bought(brand = "Lego") and not (tag("x") or tag("y"))'), language);
    expect(nodes.map(({ path, depth, label }) => [path, depth, label])).toEqual([
      ['', 0, 'all of'],
      ['all[0]', 1, 'bought(brand = "Lego") over all orders'],
      ['all[1]', 1, 'not'],
      ['all[1].not', 2, 'any of'],
      ['all[1].not.any[0]', 3, 'tag("x")'],
      ['all[1].not.any[1]', 3, 'tag("y")'],
    ]);
  });
});
