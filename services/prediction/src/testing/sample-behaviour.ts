import type { OutgoingMessage } from '@perennial/bus';
import { SourceClass } from '@perennial/contracts/gen/perennial/shop/v1/shop_pb';
import { behaviourMessage, consentMessage } from '@perennial/live/testing';
import type { SampleItem } from '@perennial/sample-shop';
import { z } from 'zod';
import { customerOf } from './sample-orders.ts';

const landing = z.object({
  properties: z.object({ referrer: z.string() }),
  context: z.object({ campaign: z.object({ medium: z.string().optional() }) }),
});
const consent = z.object({ channel: z.string(), topic: z.string(), granted: z.boolean() });

const MESSAGES = new Map([
  ['Email Opened', 'message_opened'],
  ['Email Link Clicked', 'message_clicked'],
]);
const MEDIA = new Map([
  ['cpc', { sourceClass: SourceClass.ADV, paid: true }],
  ['social', { sourceClass: SourceClass.UTM, channel: 'social' }],
  ['email', { sourceClass: SourceClass.EMAIL }],
  ['sms', { sourceClass: SourceClass.SMS }],
]);

/** What the sample shop's people looked at, opened and allowed, as ingestion would publish it. */
export function sampleBehaviour({ door, timeMs, body }: SampleItem): OutgoingMessage[] {
  const happening = { customerId: customerOf(body), timeMs };
  if (door === 'consent') return [consentMessage({ ...happening, ...consent.parse(body) })];
  if (body['type'] === 'page')
    return [behaviourMessage({ ...happening, name: 'page_viewed', source: sourceOf(body) })];
  const name = MESSAGES.get(String(body['event']));
  return name === undefined ? [] : [behaviourMessage({ ...happening, name })];
}

function sourceOf(body: unknown) {
  const { properties, context } = landing.parse(body);
  const known = MEDIA.get(context.campaign.medium ?? '');
  if (known !== undefined) return known;
  if (properties.referrer === '') return { sourceClass: SourceClass.DIRECT };
  const isSearch = properties.referrer.includes('google');
  return { sourceClass: isSearch ? SourceClass.SEARCH : SourceClass.REFERRAL };
}
