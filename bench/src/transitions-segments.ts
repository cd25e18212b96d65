import { parseCondition } from '@perennial/conditions';
import type { FollowedSegment } from '@perennial/segments';
import { brandName } from './segments-facts.ts';
import { COUNTRIES } from './segments-shop.ts';

export const SEGMENTS = 200;
const WINDOWS = ['30 days', '60 days', '3 months', '6 months', '12 months'];

/** Texts of segments that shops save, each with another brand, threshold, window or source. */
const TEXTS: readonly ((n: number) => string)[] = [
  (n) => `bought(brand = "${brandName(n % 40)}") sum > ${50 + (n % 5) * 50} EUR in last ${span(n)}`,
  (n) => `ordered() sum in [${(n % 8) * 100} EUR, ${((n % 8) + 1) * 100} EUR) in last 12 months`,
  (n) => `bought(product = p${n % 50}) in last ${span(n)} and not bought(product = p${(n % 50) + 50})`,
  (n) => `ordered() in last 12 months and not ordered() in last ${30 + (n % 20) * 10} days`,
  (n) => `visited(source = adv) and not visited(source in (direct, email)) in last ${span(n)}`,
  (n) =>
    `did("message_opened") in last ${10 + (n % 30)} days and ordered() count >= ${1 + (n % 4)} in last 12 months`,
  (n) => `carted() then not ordered() within ${1 + (n % 14)} days`,
  (n) =>
    `attribute("address.country") = "${COUNTRIES[n % COUNTRIES.length]}" and tag("vip") and ordered() last in last ${span(n)}`,
  (n) => `trend = ${n % 2 === 0 ? 'increasing' : 'decreasing'} and ordered() sum > ${n % 300} EUR`,
  (n) => `stage = ${n % 2 === 0 ? 'loyal' : 'lapsed'} and viewed() in last ${10 + (n % 30)} days`,
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

function span(n: number): string {
  return WINDOWS[(n >> 2) % WINDOWS.length] ?? '';
}
