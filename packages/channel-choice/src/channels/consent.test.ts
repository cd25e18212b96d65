import { describe, expect, test } from '@jest/globals';
import { consentsOf, mayContact, mayNameSource } from './consent.ts';

describe('what was said of a channel', () => {
  const attributes = {
    'consent.email.newsletter': true,
    'consent.email.offers': false,
    'consent.sms.all': true,
    'consent.push.all': false,
    'consent.push.newsletter': true,
    'consent.phone.offers': null,
    city: 'Wien',
  };

  test('is a grant where any topic was granted', () => {
    expect(Object.fromEntries(consentsOf(attributes))).toEqual({ email: true, sms: true, push: false });
  });

  test('is what was said of a topic, or else of all topics', () => {
    expect(Object.fromEntries(consentsOf(attributes, 'offers'))).toEqual({
      email: false,
      sms: true,
      push: false,
    });
    expect(consentsOf(attributes, 'birthday').get('email')).toBeUndefined();
  });

  test('is a denial where all topics were denied, whatever was said of one', () => {
    expect(consentsOf(attributes, 'newsletter').get('push')).toBe(false);
  });
});

test.each([
  ['email', undefined, false, false],
  ['email', true, true, true],
  ['email', false, false, false],
  ['banner', undefined, false, true],
  ['banner', true, true, true],
  ['banner', false, false, false],
  ['search', undefined, false, true],
])(
  '%s with consent %s may be used to address: %s, may be named as a source: %s',
  (channel, granted, contact, source) => {
    const name = channel === 'banner' ? 'ads' : channel;
    const consents = new Map(granted === undefined ? [] : [[name, granted]]);
    expect(mayContact(channel, consents)).toBe(contact);
    expect(mayNameSource(channel, consents)).toBe(source);
  },
);
