import { describe, expect, test } from '@jest/globals';
import { classifySource } from './classify-source.ts';
import type { SourceHints } from './source.ts';

const OWN = ['shop.example', 'www.shop.de'];
const GOOGLE = 'https://www.google.com/';

/** [hints, class or 'own' for a hit from the shop's own pages] */
const TABLE: [SourceHints, string][] = [
  [{ clickIdName: 'gclid' }, 'adv'],
  [{ clickIdName: 'gbraid', referrer: GOOGLE }, 'adv'],
  [{ clickIdName: 'wbraid' }, 'adv'],
  [{ clickIdName: 'fbclid', referrer: 'https://l.facebook.com/' }, 'adv'],
  [{ clickIdName: 'msclkid', referrer: 'https://www.bing.com/' }, 'adv'],
  [{ clickIdName: 'ttclid' }, 'adv'],
  [{ clickIdName: 'gclid', utmMedium: 'email' }, 'adv'],
  [{ utmMedium: 'cpc', utmSource: 'google' }, 'adv'],
  [{ utmMedium: 'CPC', utmSource: 'Google' }, 'adv'],
  [{ utmMedium: 'ppc' }, 'adv'],
  [{ utmMedium: 'paid' }, 'adv'],
  [{ utmMedium: 'paid_social', utmSource: 'facebook' }, 'adv'],
  [{ utmMedium: 'paidsearch' }, 'adv'],
  [{ utmMedium: 'cpm' }, 'adv'],
  [{ utmMedium: 'display' }, 'adv'],
  [{ utmMedium: 'banner' }, 'adv'],
  [{ utmMedium: 'retargeting' }, 'adv'],
  [{ utmMedium: 'rtb' }, 'adv'],
  [{ utmMedium: 'cpc', utmSource: 'newsletter' }, 'adv'],
  [{ utmMedium: 'email' }, 'email'],
  [{ utmMedium: 'E-Mail' }, 'email'],
  [{ utmMedium: 'e_mail' }, 'email'],
  [{ utmSource: 'newsletter' }, 'email'],
  [{ utmMedium: 'newsletter', referrer: 'https://mail.google.com/' }, 'email'],
  [{ utmSource: 'email', utmMedium: 'sms' }, 'email'],
  [{ utmMedium: 'sms' }, 'sms'],
  [{ utmSource: 'SMS', utmMedium: 'push' }, 'sms'],
  [{ utmSource: 'partner' }, 'utm'],
  [{ utmMedium: 'affiliate', utmSource: 'awin' }, 'utm'],
  [{ utmCampaign: 'spring' }, 'utm'],
  [{ utmTerm: 'shoes' }, 'utm'],
  [{ utmContent: 'blue' }, 'utm'],
  [{ utmId: '42' }, 'utm'],
  [{ utmMedium: 'social', referrer: GOOGLE }, 'utm'],
  [{ utmMedium: 'emailing' }, 'utm'],
  [{ utmMedium: 'organic', utmSource: 'google' }, 'search'],
  [{ referrer: GOOGLE }, 'search'],
  [{ referrer: 'https://www.google.co.uk/search?q=boots' }, 'search'],
  [{ referrer: 'https://duckduckgo.com/' }, 'search'],
  [{ referrer: 'https://search.yahoo.com/search?p=boots' }, 'search'],
  [{ referrer: 'https://yandex.ru/search/?text=x' }, 'search'],
  [{ referrer: 'https://www.baidu.com/s?wd=x' }, 'search'],
  [{ referrer: 'https://search.brave.com/' }, 'search'],
  [{ referrer: 'https://search.seznam.cz/?q=boty' }, 'search'],
  [{ referrer: 'https://mail.google.com/' }, 'referral'],
  [{ referrer: 'https://blog.example.org/post' }, 'referral'],
  [{ referrer: 'https://notshop.example/' }, 'referral'],
  [{ referrer: 'android-app://com.example.reader/' }, 'referral'],
  [{ referrer: 'https://shop.example/cart' }, 'own'],
  [{ referrer: 'https://www.shop.example/cart' }, 'own'],
  [{ referrer: 'https://checkout.shop.example/' }, 'own'],
  [{ referrer: 'https://shop.de/' }, 'own'],
  [{ referrer: 'https://other.example/a', pageHost: 'other.example' }, 'own'],
  [{ referrer: 'https://shop.example/', utmMedium: 'email' }, 'email'],
  [{}, 'direct'],
  [{ referrer: 'not a url' }, 'direct'],
  [{ pageHost: 'shop.example' }, 'direct'],
];

describe('SRC-1: the first rule that matches classifies a source', () => {
  test.each(TABLE)('%j is %s', (hints, expected) => {
    expect(classifySource(hints, OWN)?.sourceClass ?? 'own').toBe(expected);
  });

  test('SRC-4: only advertising is paid for', () => {
    const paid = TABLE.map(([hints]) => classifySource(hints, OWN)).filter((source) => source?.paid);
    expect(new Set(paid.map((source) => source?.sourceClass))).toEqual(new Set(['adv']));
  });

  test('DSEG-6: raw values stay beside the class as they came', () => {
    const hints = {
      utmSource: 'GooGle',
      utmMedium: 'CPC',
      utmCampaign: 'Spring',
      utmTerm: 'a',
      utmContent: 'b',
      utmId: 'c',
    };
    expect(classifySource(hints, OWN)).toEqual({ sourceClass: 'adv', paid: true, ...hints });
  });

  test('DSEG-7: a referral keeps the host without www', () => {
    expect(classifySource({ referrer: 'https://www.Blog.example.org/x?y' }, OWN)?.referrerHost).toBe(
      'blog.example.org',
    );
  });

  test('DSEG-8: a search keeps the words where the engine tells them', () => {
    expect(classifySource({ referrer: 'https://bing.com/search?q=red+boots' }, OWN)?.searchTerm).toBe(
      'red boots',
    );
  });

  test.each([
    ['banner', 'banner'],
    ['rtb', 'rtb'],
    ['affiliate', 'affiliate'],
    ['cpc', undefined],
  ])('SRC-3: medium %s is the channel %s', (utmMedium, channel) => {
    expect(classifySource({ utmMedium }, OWN)?.channel).toBe(channel);
  });
});
