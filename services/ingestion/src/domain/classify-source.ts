import { isSearchEngine, searchTerm } from './search-engines.ts';
import type { Source, SourceClass, SourceHints } from './source.ts';

/** Media that are paid for, beside those that begin with "paid". */
const PAID_MEDIA = new Set(['cpc', 'ppc', 'cpm', 'display', 'banner', 'retargeting', 'rtb']);
const EMAIL_NAMES = new Set(['email', 'e-mail', 'e_mail', 'newsletter']);

/** Media that are a channel of their own in the shop's reports (SRC-3). Extend it here. */
const CHANNELS = new Map([
  ['banner', 'banner'],
  ['display', 'banner'],
  ['cpm', 'banner'],
  ['rtb', 'rtb'],
  ['retargeting', 'retargeting'],
  ['affiliate', 'affiliate'],
  ['affiliates', 'affiliate'],
  ['social', 'social'],
  ['paid_social', 'social'],
  ['paidsocial', 'social'],
  ['push', 'push'],
  ['qr', 'qr'],
  ['comparison', 'price_comparison'],
  ['influencer', 'influencer'],
]);

interface Referrer {
  host: string;
  query: URLSearchParams;
}

function withoutWww(host: string): string {
  return host.startsWith('www.') ? host.slice(4) : host;
}

function referrerOf(text: string | undefined): Referrer | undefined {
  const url = text === undefined ? null : URL.parse(text);
  if (url === null || url.hostname === '') return undefined;
  return { host: withoutWww(url.hostname.toLowerCase()).slice(0, 255), query: url.searchParams };
}

function isOwn(host: string, pageHost: string | undefined, ownHosts: readonly string[]): boolean {
  const belongsTo = (own: string) => host === own || host.endsWith(`.${own}`);
  if (pageHost !== undefined && host === withoutWww(pageHost.toLowerCase())) return true;
  return ownHosts.some((own) => belongsTo(withoutWww(own)));
}

function hasUtm(hints: SourceHints): boolean {
  return [
    hints.utmSource,
    hints.utmMedium,
    hints.utmCampaign,
    hints.utmTerm,
    hints.utmContent,
    hints.utmId,
  ].some((value) => value !== undefined);
}

function classByTags(hints: SourceHints, medium: string, source: string): SourceClass | undefined {
  if (hints.clickIdName !== undefined || PAID_MEDIA.has(medium) || medium.startsWith('paid')) return 'adv';
  if (EMAIL_NAMES.has(medium) || EMAIL_NAMES.has(source)) return 'email';
  if (medium === 'sms' || source === 'sms') return 'sms';
  // "organic" says where the visit came from as a search engine's referrer does, though it is a utm parameter too.
  if (hasUtm(hints) && medium !== 'organic') return 'utm';
  return undefined;
}

function withRawValues(source: Source, hints: SourceHints): Source {
  if (hints.utmSource !== undefined) source.utmSource = hints.utmSource;
  if (hints.utmMedium !== undefined) source.utmMedium = hints.utmMedium;
  if (hints.utmCampaign !== undefined) source.utmCampaign = hints.utmCampaign;
  if (hints.utmTerm !== undefined) source.utmTerm = hints.utmTerm;
  if (hints.utmContent !== undefined) source.utmContent = hints.utmContent;
  if (hints.utmId !== undefined) source.utmId = hints.utmId;
  if (hints.clickIdName !== undefined) source.clickIdName = hints.clickIdName;
  return source;
}

/**
 * The source that a hit or an order shows by itself; the first rule that matches wins (conventions §3). Undefined for one that
 * came from the shop's own pages: the visit goes on with the source it has.
 */
export function classifySource(hints: SourceHints, ownHosts: readonly string[]): Source | undefined {
  const medium = hints.utmMedium?.toLowerCase() ?? '';
  const source = hints.utmSource?.toLowerCase() ?? '';
  const referrer = referrerOf(hints.referrer);
  const external = referrer !== undefined && !isOwn(referrer.host, hints.pageHost, ownHosts);
  const engine = external && isSearchEngine(referrer.host);
  const sourceClass =
    classByTags(hints, medium, source) ?? classByReferrer(medium, referrer, external, engine);
  if (sourceClass === undefined) return undefined;
  const result = withRawValues({ sourceClass, paid: sourceClass === 'adv' }, hints);
  if (external) result.referrerHost = referrer.host;
  const term = engine ? searchTerm(referrer.query) : undefined;
  if (term !== undefined) result.searchTerm = term;
  const channel = CHANNELS.get(medium);
  if (channel !== undefined) result.channel = channel;
  return result;
}

function classByReferrer(
  medium: string,
  referrer: Referrer | undefined,
  external: boolean,
  engine: boolean,
): SourceClass | undefined {
  if (engine || medium === 'organic') return 'search';
  if (external) return 'referral';
  return referrer === undefined ? 'direct' : undefined;
}
