/** Where a visit or an order came from (SRC-1). */
export type SourceClass = 'adv' | 'email' | 'sms' | 'utm' | 'search' | 'referral' | 'direct';

/** The class with the raw values beside it (DSEG-5..11). */
export interface Source {
  sourceClass: SourceClass;
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

/** What a hit or an order shows of where it came from, raw. */
export interface SourceHints {
  utmSource?: string;
  utmMedium?: string;
  utmCampaign?: string;
  utmTerm?: string;
  utmContent?: string;
  utmId?: string;
  clickIdName?: string;
  referrer?: string;
  pageHost?: string;
}
