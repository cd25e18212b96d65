import { describe, expect, test } from '@jest/globals';
import { factsOf } from './customer-facts.ts';
import { type CustomerProfile, emptyProfile } from './customer-profile.ts';
import { searchForm, searchTermsOf } from './search-terms.ts';

const STAMP = { timeMs: 1, recordedTimeMs: 1, eventId: 'e1' };

function profileWith(traits: Record<string, unknown>, nodes: CustomerProfile['nodes'] = []): CustomerProfile {
  const told = Object.entries(traits).map(([key, value]) => ({
    key,
    value: JSON.stringify(value),
    ...STAMP,
  }));
  return { ...emptyProfile(), traits: told, nodes };
}

describe('factsOf', () => {
  test('draws names from either spelling, and e-mail and phone from ids where no trait tells them', () => {
    const nodes = [
      { kind: 'email', value: 'a@example.org' },
      { kind: 'phone', value: '+4912345' },
    ];
    expect(factsOf(profileWith({ first_name: 'Anna', lastName: 'Smith' }, nodes))).toMatchObject({
      email: 'a@example.org',
      phone: '+4912345',
      name: 'Anna Smith',
      isAnonymous: false,
    });
  });

  test('keeps a customer anonymous until a user id, an e-mail or a phone is known', () => {
    expect(factsOf(profileWith({}, [{ kind: 'anon', value: 'a1' }])).isAnonymous).toBe(true);
    expect(factsOf(profileWith({ email: 'a@example.org' })).isAnonymous).toBe(false);
    expect(factsOf(profileWith({}, [{ kind: 'user', value: 'u1' }])).isAnonymous).toBe(false);
  });

  test('takes no value of another type for a text and no other list for tags', () => {
    expect(
      factsOf(profileWith({ email: { $ne: null }, firstName: 7, tags: ['b', 3, 'a', 'b'] })),
    ).toMatchObject({
      email: '',
      firstName: '',
      tags: ['a', 'b'],
    });
  });
});

describe('searchTermsOf', () => {
  test('are ids, e-mail and names in the form of a query, each once', () => {
    const profile = profileWith({ name: 'ÄNNA ', email: 'A@x.org' }, [{ kind: 'email', value: 'a@x.org' }]);
    expect(searchTermsOf(profile)).toEqual(['a@x.org', searchForm('änna')]);
  });
});
