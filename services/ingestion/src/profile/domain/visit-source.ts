import type { Source, SourceClass } from '../../domain/source.ts';

/** Classes in the order of their numbers in `perennial.shop.v1.SourceClass`; the first: untold. */
export const SOURCE_CLASSES = [
  '',
  'adv',
  'email',
  'sms',
  'utm',
  'search',
  'referral',
  'direct',
] as const satisfies readonly ('' | SourceClass)[];

/** A classified source with the raw values that were told; the others are absent, for most sources have few. */
export type VisitSource = Omit<Source, 'sourceClass'> & { sourceClass: (typeof SOURCE_CLASSES)[number] };

/** Typed in, bookmarked or unknown: what remains when nothing shows a source. */
export const DIRECT_SOURCE: VisitSource = { sourceClass: 'direct', paid: false };
