import { describe, expect, test } from '@jest/globals';
import type { SegmentReference } from '@perennial/conditions';
import { DefinitionGraph, namedText } from './definition-graph.ts';

const segment = (id: string): SegmentReference => ({ of: 'segment', id });
const group = (id: string): SegmentReference => ({ of: 'group', id });

function graphOf(edges: readonly [SegmentReference, readonly SegmentReference[]][]): DefinitionGraph {
  const graph = new DefinitionGraph();
  for (const [thing, names] of edges) graph.set(thing, names);
  return graph;
}

describe('definitions that name each other', () => {
  test('a circle is found with its path, also through a group', () => {
    const graph = graphOf([
      [segment('a'), [segment('x'), segment('b')]],
      [segment('b'), [group('g')]],
      [group('g'), [segment('c'), segment('a')]],
      [segment('c'), []],
      [segment('x'), []],
    ]);
    const path = graph.cycleAt(segment('a'))?.map(namedText);
    expect(path).toEqual(['segment a', 'segment b', 'group g', 'segment a']);
    expect(graph.cycleAt(segment('c'))).toBeUndefined();
  });

  test('a segment that names itself is a circle', () => {
    const graph = graphOf([[segment('a'), [segment('a')]]]);
    expect(graph.cycleAt(segment('a'))?.map(namedText)).toEqual(['segment a', 'segment a']);
  });

  test('a circle elsewhere is not one of this thing, and two ways to one thing are none', () => {
    const graph = graphOf([
      [segment('a'), [segment('b'), segment('c')]],
      [segment('b'), [segment('c')]],
      [segment('c'), [segment('b')]],
    ]);
    expect(graph.cycleAt(segment('a'))).toBeUndefined();
  });

  test('a segment and a group of one id are two things', () => {
    const graph = graphOf([
      [segment('a'), [group('a')]],
      [group('a'), []],
    ]);
    expect(graph.cycleAt(segment('a'))).toBeUndefined();
    expect(graph.usersOf(group('a'))).toEqual([segment('a')]);
    expect(graph.usersOf(segment('a'))).toEqual([]);
  });
});
