import { conditionFromJson, conditionToJson } from '@perennial/conditions';
import { etagOf } from '../condition-forms.ts';
import type { SavedSegment } from '../store/segment-store.ts';
import type { Definition, SegmentDraft } from './definition.ts';

/** A document as a definition. */
export function definitionOf({ conditionJson, ...saved }: SavedSegment): Definition {
  return { ...saved, condition: conditionFromJson(JSON.parse(conditionJson)) };
}

/** What is to be saved; the version rises when the condition is another one. */
export function savedSegment(
  draft: SegmentDraft,
  before: SavedSegment | undefined,
  atMs: number,
): SavedSegment {
  const { segmentId, name, description, condition } = draft;
  const conditionJson = JSON.stringify(conditionToJson(condition));
  const changed = before?.conditionJson !== conditionJson;
  const version = (before?.version ?? 0) + (changed ? 1 : 0);
  return {
    segmentId,
    name,
    description,
    conditionJson,
    version,
    etag: etagOf(name, description, conditionJson, version, atMs),
    createdAtMs: before?.createdAtMs ?? atMs,
    updatedAtMs: atMs,
  };
}
