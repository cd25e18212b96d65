import { compareTexts } from '../compare-texts.ts';
import type { SourceFact } from '../source.ts';

/** What of a source decides where visits begin; texts may be absent. */
export type ShownSource = Pick<SourceFact, 'sourceClass'> &
  Partial<Pick<SourceFact, 'utmSource' | 'utmMedium' | 'utmCampaign' | 'referrerHost'>>;

/** True for a source that can begin a visit of its own; direct and the shop's own pages cannot. */
export function showsSource({ sourceClass }: Pick<SourceFact, 'sourceClass'>): boolean {
  return sourceClass !== '' && sourceClass !== 'direct';
}

/** What tells one source from another; `''` for what shows none. UTM values are compared in lower case. */
export function sourceKeyOf(source: ShownSource): string {
  if (!showsSource(source)) return '';
  const { sourceClass, utmSource = '', utmMedium = '', utmCampaign = '', referrerHost = '' } = source;
  return `${sourceClass}/${utmSource}/${utmMedium}/${utmCampaign}/${referrerHost}`.toLowerCase();
}

/** In which turn hits of one instant count: those that show a source first, by their keys. */
export function compareSourceKeys(left: string, right: string): number {
  return Number(left === '') - Number(right === '') || compareTexts(left, right);
}
