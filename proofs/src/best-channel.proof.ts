import {
  bestChannelOf,
  type ChannelModel,
  type CustomerContacts,
  estimateChannel,
} from '@perennial/channel-choice';
import { seededRandom } from '@perennial/models';
import { atLeast, atMost, type Figure, measured, type Proof } from './proof.ts';
import { CHANNEL_NAMES, type SimulatedCustomer, simulateContacts } from './simulated-contacts.ts';

const SHOPS = 30;
const LEAST_COVERED = 87;
const MOST_COVERED = 93;
const USUAL = 'email';
const CONSENTS = new Map(CHANNEL_NAMES.map((name) => [name, true]));

/** Intervals by the customer's own contacts that they rest on. */
const EVIDENCE = [
  { name: 'without a contact of their own', from: 0, to: 0 },
  { name: 'with 1 to 5 contacts', from: 1, to: 5 },
  { name: 'with more than 5 contacts', from: 6, to: Number.POSITIVE_INFINITY },
] as const;

/** Ways to choose a channel. */
const CHOOSERS = {
  chosen: (model, customer) => bestChannelOf({ model, customer, consents: CONSENTS }) ?? USUAL,
  'always e-mail': () => USUAL,
  "the shop's best": (model) => greatestOf((channel) => rateOfAll(model, channel)),
  'own rate': (_model, customer) => greatestOf((channel) => ownRate(customer, channel)),
} as const satisfies Record<string, (model: ChannelModel, customer: CustomerContacts) => string>;
type Chooser = keyof typeof CHOOSERS;

interface Judged {
  contacts: number;
  held: boolean;
}

export const proof: Proof = {
  name: 'best-channel',
  title:
    '30 simulated shops whose chances are known: 90 % intervals hold them, the chosen channel beats baselines',
  short: true,
  run({ say }): Promise<Figure[]> {
    const judged: Judged[] = [];
    const losses = new Map<Chooser, number[]>();
    const oracle: number[] = [];
    for (let shop = 0; shop < SHOPS; shop += 1) {
      if (shop % 10 === 0) say(`${shop} of ${SHOPS} shops`);
      const { customers, model } = simulateContacts(seededRandom(5_000 + shop));
      for (const customer of customers) {
        judged.push(...judgeIntervals(model, customer));
        oracle.push(Math.max(...customer.truth.values()));
        for (const [chooser, loss] of lossesOf(model, customer)) {
          const all = losses.get(chooser) ?? [];
          losses.set(chooser, all);
          all.push(loss);
        }
      }
    }
    return Promise.resolve([
      ...covered('all', judged),
      ...EVIDENCE.flatMap(({ name, from, to }) =>
        covered(
          name,
          judged.filter(({ contacts }) => contacts >= from && contacts <= to),
        ),
      ),
      ...regret(losses, oracle),
    ]);
  },
};

function judgeIntervals(model: ChannelModel, { contacts, truth }: SimulatedCustomer): Judged[] {
  return [...truth].map(([channel, chance]) => {
    const { own, probability } = estimateChannel(model, contacts, channel);
    return { contacts: own.contacts, held: chance >= probability.low && chance <= probability.high };
  });
}

function covered(name: string, judged: readonly Judged[]): Figure[] {
  const share = (100 * judged.filter(({ held }) => held).length) / judged.length;
  return [
    measured(`intervals, ${name}`, judged.length),
    atLeast(`${name}: 90 % intervals that held`, share, LEAST_COVERED, '%'),
    atMost(`${name}: 90 % intervals that held, at most`, share, MOST_COVERED, '%'),
  ];
}

/** What each way loses against who knows every chance, in points of probability. */
function lossesOf(model: ChannelModel, { contacts, truth }: SimulatedCustomer): [Chooser, number][] {
  const most = Math.max(...truth.values());
  const names: Chooser[] = ['chosen', 'always e-mail', "the shop's best", 'own rate'];
  return names.map((name) => [name, most - (truth.get(CHOOSERS[name](model, contacts)) ?? 0)]);
}

function regret(losses: ReadonlyMap<Chooser, readonly number[]>, oracle: readonly number[]): Figure[] {
  const lost = (chooser: Chooser): number => 100 * mean(losses.get(chooser) ?? []);
  const baselines = [...losses.keys()].filter((chooser) => chooser !== 'chosen');
  const [best] = baselines.map(lost).sort((a, b) => a - b);
  return [
    measured('chance of an order by the truly best channel', 100 * mean(oracle), '%'),
    ...baselines.map((chooser) => measured(`lost by: ${chooser}`, lost(chooser), 'points')),
    atMost('lost by: the channel that is chosen', lost('chosen'), best, 'points'),
  ];
}

function rateOfAll(model: ChannelModel, channel: string): number {
  const totals = model.channels.find((each) => each.channel === channel)?.totals;
  return totals === undefined ? 0 : totals.conversions / totals.contacts;
}

/** Whatever the cell; 0 without a contact. */
function ownRate({ byChannel }: CustomerContacts, channel: string): number {
  const cells = [...(byChannel.get(channel)?.values() ?? [])];
  const contacts = cells.reduce((sum, each) => sum + each.contacts, 0);
  const conversions = cells.reduce((sum, each) => sum + each.conversions, 0);
  return contacts === 0 ? 0 : conversions / contacts;
}

/** Of equal ones the first: e-mail. */
function greatestOf(sizeOf: (channel: string) => number): string {
  return [...CHANNEL_NAMES].sort((a, b) => sizeOf(b) - sizeOf(a))[0];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
