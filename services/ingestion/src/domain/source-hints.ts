import { classifySource } from './classify-source.ts';
import type { ObjectReader } from './object-reader.ts';
import type { Source, SourceHints } from './source.ts';

const CLICK_IDS = ['gclid', 'gbraid', 'wbraid', 'fbclid', 'msclkid', 'ttclid'];
const MAX_VALUE = 255;
const MAX_URL = 2048;

const UTM_FIELDS = [
  ['utmSource', 'source', 'utm_source'],
  ['utmMedium', 'medium', 'utm_medium'],
  ['utmCampaign', 'name', 'utm_campaign'],
  ['utmTerm', 'term', 'utm_term'],
  ['utmContent', 'content', 'utm_content'],
  ['utmId', 'id', 'utm_id'],
] as const;

function readQuery(hints: SourceHints, query: URLSearchParams): void {
  for (const [field, , parameter] of UTM_FIELDS) {
    const value = query.get(parameter);
    if (value) hints[field] ??= value.slice(0, MAX_VALUE).toWellFormed();
  }
  const clickId = CLICK_IDS.find((name) => query.get(name));
  if (clickId !== undefined) hints.clickIdName ??= clickId;
}

function readCampaign(hints: SourceHints, campaign: ObjectReader): void {
  for (const [field, name, parameter] of UTM_FIELDS) {
    const value = campaign.lenientText([name, parameter], MAX_VALUE);
    if (value !== undefined) hints[field] = value;
  }
}

function readPage(hints: SourceHints, page: ObjectReader): boolean {
  const url = page.lenientText('url', MAX_URL);
  const search = page.lenientText('search', MAX_URL);
  const referrer = page.lenientText('referrer', MAX_URL);
  if (referrer !== undefined) hints.referrer ??= referrer;
  const parsed = url === undefined ? null : URL.parse(url);
  if (parsed !== null) {
    hints.pageHost ??= parsed.hostname;
    if (parsed.search !== '') readQuery(hints, parsed.searchParams);
  }
  if (search !== undefined) readQuery(hints, new URLSearchParams(search));
  return (
    url !== undefined || search !== undefined || page.get('path') !== undefined || referrer !== undefined
  );
}

/** What an item shows of its source, from `context.campaign`, `context.page` and, of a page, its own properties. */
export function readSource(
  context: ObjectReader | undefined,
  pageProperties: ObjectReader | undefined,
  ownHosts: readonly string[],
): Source | undefined {
  const hints: SourceHints = {};
  const campaign = context?.object('campaign');
  const page = context?.object('page');
  if (campaign !== undefined) readCampaign(hints, campaign);
  const pageTold = page !== undefined && readPage(hints, page);
  const propertiesTold = pageProperties !== undefined && readPage(hints, pageProperties);
  if (campaign === undefined && !pageTold && !propertiesTold) return undefined;
  return classifySource(hints, ownHosts);
}
