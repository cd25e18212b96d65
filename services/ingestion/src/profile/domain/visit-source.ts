/** Classes in the order of their numbers in `perennial.shop.v1.SourceClass`. */
export const SOURCE_CLASSES = ['', 'adv', 'email', 'sms', 'utm', 'search', 'referral', 'direct'] as const;

type SourceClassName = (typeof SOURCE_CLASSES)[number];

/** A classified source with the raw values that were told; the others are absent, for most sources have few. */
export interface VisitSource {
  sourceClass: SourceClassName;
  paid: boolean;
  utmSource?: string;
  utmMedium?: string;
  utmCampaign?: string;
  utmTerm?: string;
  utmContent?: string;
  utmId?: string;
  referrerHost?: string;
  clickIdName?: string;
  searchTerm?: string;
  channel?: string;
}

/** Typed in, bookmarked or unknown: what remains when nothing shows a source. */
export const DIRECT_SOURCE: VisitSource = { sourceClass: 'direct', paid: false };
