import { parseCondition } from '@perennial/conditions';
import type { FollowedSegment } from '@perennial/segments';
import { brandName } from './segments-facts.ts';
import { COUNTRIES } from './segments-shop.ts';

export const SEGMENTS = 200;
const WINDOWS = ['30 days', '60 days', '3 months', '6 months', '12 months'];

/** Texts of segments that shops save, each with another brand, product, threshold, window or source. */
const TEXTS: readonly ((n: number) => string)[] = [
  (n) => `bought(brand = "${brand(n)}") sum > ${50 + (n % 5) * 50} EUR in last ${span(n)}`,
  (n) => `ordered() sum in [${n * 10} EUR, ${n * 10 + 300} EUR) in last 12 months`,
  (n) => `bought(product = p${n}) in last ${span(n)} and not bought(product = p${n + 1})`,
  (n) => `ordered() in last 12 months and not ordered() in last ${30 + n} days`,
  (n) => `visited(source = adv) and not visited(source in (direct, email)) in last ${span(n)}`,
  (n) =>
    `opened() in last ${10 + n} days and bought(brand = "${brand(n)}") count >= ${1 + (n % 3)} in last 12 months`,
  (n) => `carted(brand = "${brand(n)}") then not bought(brand = "${brand(n)}") within ${1 + (n % 14)} days`,
  (n) =>
    `attribute("address.country") = "${country(n)}" and tag("vip") and ordered() last in last ${span(n)}`,
  (n) =>
    `trend = ${n % 2 === 0 ? 'increasing' : 'decreasing'} and bought(brand = "${brand(n)}") in last 12 months`,
  (n) =>
    `stage = ${n % 2 === 0 ? 'loyal' : 'lapsed'} and viewed(brand = "${brand(n)}") in last ${10 + n} days`,
  (n) => `viewed(product = p${n}) count >= 2 in last ${span(n)} and not bought(product = p${n})`,
  (n) => `bought(brand = "${brand(n)}") in one order sum > ${20 + n} EUR`,
  (n) => `only ordered(paid is true) and ordered() count >= ${2 + (n % 5)}`,
  (n) =>
    `ordered() mean > ${40 + n} EUR in last ${span(n)} and attribute("address.country") = "${country(n)}"`,
  (n) => `bought() products >= ${5 + (n % 20)} in last ${span(n)}`,
  (n) =>
    `bought(brand = "${brand(n)}") more than 3 months ago and not bought(brand = "${brand(n)}") in last 3 months`,
  (n) => `bought(price > ${50 + n} EUR) previous month`,
  (n) => `visited() count >= ${3 + (n % 10)} in last ${span(n)} and not ordered() in last ${span(n)}`,
  (n) => `ordered() first in last ${span(n)} and ordered() count = 1`,
  (n) => `searched() in last ${10 + n} days and carted(product = p${n})`,
];

/** A mix of windows, sums, absences, sources, sequences, attributes and scores. */
export function followedSegments(count: number): FollowedSegment[] {
  return Array.from({ length: count }, (_, n) => ({
    ...{ of: 'segment', id: `segment-${n}`, version: 1, etag: `e${n}`, updatedAtMs: 0 },
    condition: parseCondition(TEXTS[n % TEXTS.length]?.(n) ?? 'everyone', {
      currency: 'EUR',
      minorPerUnit: 100,
    }),
  }));
}

function brand(n: number): string {
  return brandName(n % 40);
}

function country(n: number): string {
  return COUNTRIES[n % COUNTRIES.length] ?? '';
}

function span(n: number): string {
  return WINDOWS[(n >> 2) % WINDOWS.length] ?? '';
}
