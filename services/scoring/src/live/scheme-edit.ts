import { fixedBorders } from '../domain/effective-borders.ts';
import type { SchemeBorders } from '../domain/rfm-class.ts';
import type { SchemeInForce } from '../domain/scoring-plan.ts';
import type { SavedScheme } from '../scheme-store.ts';
import type { PublishedScheme } from './progress-store.ts';

/** A change of the saved schemes that the scores have to follow. */
export interface SchemeEdit {
  /** When it takes effect: the same instant after a restart. */
  atMs: number;
  schemeId: string;
  /** Unset: the scheme was removed. */
  saved?: SavedScheme;
}

/** Edits that were saved, but not followed before a restart; in order of time. */
export function outstandingEdits(
  saved: readonly SavedScheme[],
  followed: readonly PublishedScheme[],
): SchemeEdit[] {
  const etags = new Map(followed.map((scheme) => [scheme.definition.schemeId, scheme.etag]));
  const ids = new Set(saved.map((scheme) => scheme.definition.schemeId));
  const removed = [...etags.keys()].filter((schemeId) => !ids.has(schemeId));
  const changed = saved.filter((scheme) => etags.get(scheme.definition.schemeId) !== scheme.etag);
  return [
    ...removed.map((schemeId) => ({ atMs: 0, schemeId })),
    ...changed.map((scheme) => ({
      atMs: scheme.updatedAtMs,
      schemeId: scheme.definition.schemeId,
      saved: scheme,
    })),
  ].sort((a, b) => a.atMs - b.atMs);
}

const NO_BORDERS: SchemeBorders = {
  recency: { low: 0, high: 0 },
  frequency: { low: 0, high: 0 },
  monetary: { low: 0, high: 0 },
};

/** Schemes in force while no customer is known: quantile borders are found when there are some. */
export function schemesBeforeFacts(
  followed: readonly SchemeInForce[],
  edits: readonly SchemeEdit[],
): SchemeInForce[] {
  const edited = new Set(edits.map((edit) => edit.schemeId));
  return [
    ...followed.filter(({ definition }) => !edited.has(definition.schemeId)),
    ...edits
      .flatMap(({ saved }) => (saved === undefined ? [] : [saved.definition]))
      .map((definition) => ({ definition, borders: fixedBorders(definition) ?? NO_BORDERS })),
  ];
}
