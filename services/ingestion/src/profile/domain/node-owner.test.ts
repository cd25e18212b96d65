import { describe, expect, test } from '@jest/globals';
import { boundProfile, emptyProfile, withMove } from './customer-profile.ts';
import { type NodeOwner, ownerOf, withOwner } from './node-owner.ts';

const ANON = { kind: 'anon', value: 'a1' };

function move(customerId: string, generation: number): NodeOwner {
  return { ...ANON, customerId, generation };
}

describe('a move of a node', () => {
  test('counts by its generation and not by when it comes', () => {
    const owners = [move('c2', 2), move('c1', 1), move('c3', 3), move('c2', 2)].reduce<readonly NodeOwner[]>(
      withOwner,
      [],
    );
    expect(ownerOf(owners, ANON)).toEqual(move('c3', 3));
  });

  test('of one generation goes to the greater customer id, as the facts decide it', () => {
    for (const moves of [
      [move('c1', 1), move('c2', 1)],
      [move('c2', 1), move('c1', 1)],
    ]) {
      expect(ownerOf(moves.reduce<readonly NodeOwner[]>(withOwner, []), ANON)?.customerId).toBe('c2');
    }
  });

  test('binds the node where it leads and takes it from where it was', () => {
    const here = withMove(emptyProfile(), 'c2', move('c2', 1));
    expect(here.nodes).toEqual([ANON]);
    const gone = withMove(here, 'c2', move('c3', 2));
    expect(gone.nodes).toEqual([]);
    expect(withMove(gone, 'c2', move('c2', 1))).toBe(gone);
  });

  test('leaves a rebuilt profile with the nodes that are bound to it', () => {
    const profile = withMove(emptyProfile(), 'c2', move('c2', 1));
    expect(boundProfile({ ...profile, firstSeenTimeMs: 5 }, 'c2')).toEqual({
      ...emptyProfile(profile.owners),
      nodes: [ANON],
    });
  });
});
