import { DAY_MS } from '@perennial/calendar';

/** By code (CRM-5). */
export const ENGAGEMENT_LEVELS = ['none', 'low', 'medium', 'high'] as const;
export const ENGAGEMENT_DAYS = 30;
export const ENGAGEMENT_MS = ENGAGEMENT_DAYS * DAY_MS;

/** Points for each event of the last 30 days, by groups of equal weight. */
export const ENGAGEMENT_GROUPS: readonly { points: number; types: readonly string[] }[] = [
  { points: 1, types: ['visit_started', 'page_viewed'] },
  { points: 2, types: ['product_viewed', 'product_list_viewed', 'searched', 'message_opened'] },
  { points: 4, types: ['message_clicked'] },
  { points: 5, types: ['cart_added', 'checkout_started', 'wishlist_added'] },
];
export const POINTS_PER_ORDER = 10;

const MEDIUM_FROM = 10;
const HIGH_FROM = 30;

export function engagementCode(points: number): number {
  if (points >= HIGH_FROM) return 3;
  if (points >= MEDIUM_FROM) return 2;
  return points > 0 ? 1 : 0;
}
