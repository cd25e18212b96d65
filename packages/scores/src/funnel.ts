import { DAY_MS, wholeDaysBetween } from '@perennial/calendar';

/** By code; 0 is "not known yet" (or absorbed by another customer). From the first stage to the last (CRM-3). */
export const FUNNEL_STAGES = [
  '',
  'visitor',
  'interested',
  'intent',
  'first_time_buyer',
  'repeat_buyer',
  'loyal',
  'lapsed',
] as const;
export type FunnelStage = (typeof FUNNEL_STAGES)[number];

export const INTEREST_TYPES = [
  'product_viewed',
  'product_list_viewed',
  'searched',
  'wishlist_added',
] as const;
export const INTENT_TYPES = [
  'cart_added',
  'cart_viewed',
  'checkout_started',
  'shipping_info_added',
  'payment_info_added',
] as const;

export const INTENT_DAYS = 30;
export const INTENT_MS = INTENT_DAYS * DAY_MS;
export const LOYAL_ORDERS = 5;
export const LOYAL_DAYS = 90;
export const LAPSED_DAYS = 180;

export interface FunnelFigures {
  orderCount: number;
  lastOrderMs: number;
  /** Events of interest ever. */
  interestCount: number;
  /** Events of intent in the last 30 days. */
  intentCount: number;
}

/** Code of a known customer's stage: see the table in the README. */
export function funnelCode(figures: FunnelFigures, atMs: number): number {
  if (figures.orderCount > 0)
    return buyerCode(figures.orderCount, wholeDaysBetween(figures.lastOrderMs, atMs));
  if (figures.intentCount > 0) return FUNNEL_STAGES.indexOf('intent');
  return figures.interestCount > 0 ? FUNNEL_STAGES.indexOf('interested') : FUNNEL_STAGES.indexOf('visitor');
}

function buyerCode(orderCount: number, daysSinceLastOrder: number): number {
  if (daysSinceLastOrder > LAPSED_DAYS) return FUNNEL_STAGES.indexOf('lapsed');
  if (orderCount >= LOYAL_ORDERS && daysSinceLastOrder <= LOYAL_DAYS) return FUNNEL_STAGES.indexOf('loyal');
  return orderCount >= 2 ? FUNNEL_STAGES.indexOf('repeat_buyer') : FUNNEL_STAGES.indexOf('first_time_buyer');
}
