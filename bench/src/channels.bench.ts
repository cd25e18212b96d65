import { ZoneTime } from '@perennial/calendar';
import { ChannelFinder } from '@perennial/channel-choice';
import { parseCondition } from '@perennial/conditions';
import type { FactRecord } from '@perennial/facts';
import { fitChannels } from '@perennial/prediction';
import { scanCondition } from '@perennial/segments';
import { appendAll } from './append-all.ts';
import type { Benchmark, Measure } from './benchmark.ts';
import { segmentFacts } from './segments-facts.ts';
import { benchContext } from './segments-ours.ts';
import { END_S, segmentShop } from './segments-shop.ts';

const AT_MS = END_S * 1000;
const LANGUAGE = { currency: 'EUR', minorPerUnit: 100 };
/** Of ten customers so many allow e-mail and advertisements, half of them e-mail only. */
const ALLOWING = 6;

export const benchmark: Benchmark = {
  name: 'channels',
  title: 'best channels of 1,000,000 customers with 10 M events: fitting, and everybody asked by a condition',
  async run({ size = 1_000_000, say }): Promise<Measure[]> {
    say(`making facts of ${size.toLocaleString('en-GB')} customers`);
    const facts = segmentFacts(segmentShop(size));
    appendAll(facts, consents(size));
    facts.mergeDelta();
    say('fitting');
    const fitStart = performance.now();
    const { channels: model } = await fitChannels(facts, new ZoneTime('Europe/Berlin'), AT_MS);
    const fitSeconds = secondsSince(fitStart);
    say('asking everybody');
    const context = { ...benchContext(facts), channels: new ChannelFinder(facts, model) };
    const askStart = performance.now();
    const asked = parseCondition('best channel = email', LANGUAGE);
    const found = await scanCondition(asked, context, { at: AT_MS });
    return [
      { name: 'customers', value: size },
      { name: 'fitting channels and moments', value: fitSeconds, unit: 's' },
      { name: 'everybody by best channel', value: secondsSince(askStart), unit: 's' },
      { name: 'customers whose best channel is e-mail', value: found.size },
      { name: 'model as JSON', value: JSON.stringify(model).length / 1000, unit: 'KB' },
    ];
  },
};

function* consents(customers: number): Generator<FactRecord> {
  for (let customer = 0; customer < customers; customer += 1) {
    if (customer % 10 >= ALLOWING) continue;
    const allowsAds = customer % 2 === 0;
    yield {
      ...{ kind: 'attributes', customerId: `c${customer}`, node: `user:c${customer}` },
      ...{ time: 0, recordedTime: 0, eventId: `consent-${customer}` },
      values: { 'consent.email.all': true, ...(allowsAds ? { 'consent.ads.all': true } : {}) },
    };
  }
}

function secondsSince(startMs: number): number {
  return (performance.now() - startMs) / 1000;
}
