import { describe, expect, test } from '@jest/globals';
import { isHit } from '@perennial/facts';
import { canonicalEventName } from './event-name.ts';
import { messageSource } from './message-source.ts';
import { ObjectReader } from './object-reader.ts';
import { Problems } from './refusal.ts';
import type { Source } from './source.ts';

const sourceOf = (event: string, properties: Record<string, unknown> = {}, shown?: Source) =>
  messageSource(canonicalEventName(event), event, new ObjectReader(properties, '', new Problems()), shown);

describe('the channel of a message event (PRED-15, PRED-20)', () => {
  test.each([
    ['Email Sent', {}, 'email', 'email'],
    ['Email Opened', { channel: 'newsletter of May' }, 'email', 'email'],
    ['SMS Delivered', {}, 'sms', 'sms'],
    ['Push Notification Tapped', {}, 'push', 'direct'],
    ['message_sent', { channel: 'SMS' }, 'sms', 'sms'],
    ['message_opened', { channel: 'e-mail' }, 'email', 'email'],
    ['message_clicked', { channel: 'web_push' }, 'push', 'direct'],
    ['message_delivered', { channel: 'WhatsApp' }, 'whatsapp', 'direct'],
  ])('of %s %j is %s', (event, properties, channel, sourceClass) => {
    expect(sourceOf(event, properties)).toEqual({ sourceClass, paid: false, channel });
    expect(isHit(canonicalEventName(event))).toBe(false);
  });

  test('stands beside what the event shows of its source', () => {
    const shown: Source = { sourceClass: 'email', paid: false, utmCampaign: 'may' };
    expect(sourceOf('message_clicked', { channel: 'email' }, shown)).toEqual({ ...shown, channel: 'email' });
  });

  test('is not made up, neither of an unknown word nor for what is no message', () => {
    expect(sourceOf('message_opened', { channel: 'pigeon' })).toBeUndefined();
    expect(sourceOf('message_opened', { channel: 7 })).toBeUndefined();
    expect(sourceOf('quiz_finished', { channel: 'email' })).toBeUndefined();
    expect(sourceOf('Email Preferences Changed', { channel: 'email' })).toBeUndefined();
  });
});
