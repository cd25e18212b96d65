import { DAY_MS } from './calendar.ts';
import type { SampleProduct } from './catalogue.ts';
import { BRANDS } from './catalogue.ts';
import type { Random } from './random.ts';
import { type SampleStore, STATIONARY_STORES } from './stores.ts';

const FIRST_NAMES = [
  'Anna',
  'Lukas',
  'Marie',
  'Jonas',
  'Giulia',
  'Marco',
  'Lucía',
  'Pablo',
  'Emma',
  'Noah',
  'Sofia',
  'Matteo',
  'Laura',
  'Felix',
  'Clara',
  'Paul',
  'Elena',
  'David',
  'Nina',
  'Jan',
];
const LAST_NAMES = [
  'Müller',
  'Schmidt',
  'Rossi',
  'García',
  'Huber',
  'Weber',
  'Bianchi',
  'Martínez',
  'Fischer',
  'Wagner',
  'Gruber',
  'Ferrari',
  'López',
  'Becker',
  'Moser',
  'Conti',
  'Schulz',
  'Koch',
  'Romano',
  'Pichler',
];
const COUNTRIES = [
  { code: 'DE', weight: 62, cities: ['Berlin', 'München', 'Hamburg', 'Köln', 'Leipzig'] },
  { code: 'AT', weight: 18, cities: ['Wien', 'Graz', 'Linz'] },
  { code: 'IT', weight: 12, cities: ['Bolzano', 'Milano', 'Verona'] },
  { code: 'CH', weight: 8, cities: ['Zürich', 'Bern', 'Basel'] },
];

/** How someone finds the shop, with the chance that visits come so. */
export type SourceHabit = 'direct' | 'search' | 'adv' | 'email' | 'referral' | 'social' | 'sms';

export interface Purchase {
  orderId: string;
  timeMs: number;
  products: SampleProduct[];
}

/** One simulated person: what drives them, and what they have done so far. */
export interface Person {
  index: number;
  userId: string;
  anonymousIds: string[];
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
  country: string;
  city: string;
  childBirthMs: number;
  /** First day on which anything can happen. */
  arrivesMs: number;
  /** Orders a day while active: gamma over people (heterogeneity of the NBD). */
  ordersPerDay: number;
  /** Chance to leave for ever after each order (beta over people, as in BG/NBD). */
  dropoutProbability: number;
  /** Visits that lead to nothing, a day. */
  idleVisitsPerDay: number;
  /** Money: multiplies the number of pieces and the taste for dear things. */
  wealth: number;
  favouriteBrands: string[];
  habits: SourceHabit[];
  /** Chance that an order is made in a store. */
  storeShare: number;
  store: SampleStore;
  newsletter: boolean;
  smsAllowed: boolean;
  openProbability: number;
  returnProbability: number;
  active: boolean;
  /** Has told who they are (account, order). */
  known: boolean;
  purchases: Purchase[];
  /** Days on which a decided purchase will be made. */
  plannedPurchaseDays: number[];
  viewed: SampleProduct[];
}

/** Makes person number `index`, who arrives at some day of [fromMs, toMs). */
export function makePerson(index: number, fromMs: number, toMs: number, random: Random): Person {
  const firstName = random.pick(FIRST_NAMES);
  const lastName = random.pick(LAST_NAMES);
  const country = random.weighted(COUNTRIES, (candidate) => candidate.weight);
  const days = Math.max(1, (toMs - fromMs) / DAY_MS);
  // A third were customers of the shop when it began to be recorded; the others come evenly over the time.
  const arrivesMs =
    fromMs + Math.floor((random.chance(0.35) ? random.unit() * 30 : random.unit() * days) * 1) * DAY_MS;
  return {
    index,
    userId: `u${index + 1}`,
    anonymousIds: random.chance(0.25) ? [`a${index + 1}`, `m${index + 1}`] : [`a${index + 1}`],
    firstName,
    lastName,
    email: `${ascii(firstName)}.${ascii(lastName)}.${index + 1}@mail.example`.toLowerCase(),
    phone: `+49151${String(10_000_000 + index).padStart(8, '0')}`,
    country: country.code,
    city: random.pick(country.cities),
    childBirthMs: arrivesMs - Math.floor(random.between(-0.4, 9) * 365.25) * DAY_MS,
    arrivesMs,
    ordersPerDay: random.gamma(0.75, 1 / 65),
    dropoutProbability: random.beta(0.7, 4.2),
    idleVisitsPerDay: random.gamma(0.6, 0.02),
    wealth: Math.exp(random.normal() * 0.6),
    favouriteBrands: [random.pick(BRANDS), random.pick(BRANDS)],
    habits: makeHabits(random),
    storeShare: random.chance(0.3) ? random.between(0.2, 0.95) : 0,
    store: random.pick(STATIONARY_STORES),
    newsletter: random.chance(0.55),
    smsAllowed: random.chance(0.2),
    openProbability: random.beta(1.5, 4),
    returnProbability: random.beta(1, 14),
    active: true,
    known: false,
    purchases: [],
    plannedPurchaseDays: [],
    viewed: [],
  };
}

function makeHabits(random: Random): SourceHabit[] {
  const all: readonly SourceHabit[] = ['direct', 'search', 'search', 'adv', 'adv', 'referral', 'social'];
  return [random.pick(all), random.pick(all), 'direct'];
}

function ascii(name: string): string {
  return name.normalize('NFD').replace(/[^A-Za-z]/g, '');
}

export function childAgeYears(person: Person, atMs: number): number {
  return (atMs - person.childBirthMs) / (365.25 * DAY_MS);
}
