import { referencesOf } from '@perennial/conditions';
import { isReadyMadeId } from '../domain/ready-made-id.ts';
import { segmentationErrors } from '../errors.ts';
import type { SavedSegment, SegmentStore } from '../store/segment-store.ts';
import type { Definition, SegmentDraft } from './definition.ts';
import type { EditQueue } from './edit-queue.ts';
import { followedSegment } from './followed.ts';
import type { LiveSegments } from './live-segments.ts';
import type { ReadyMadeCatalogue } from './ready-made-catalogue.ts';
import type { References } from './references.ts';
import { definitionOf, savedSegment } from './saved-definition.ts';

export interface SegmentCatalogueOptions {
  store: SegmentStore;
  readyMade: ReadyMadeCatalogue;
  references: References;
  edits: EditQueue;
  live: LiveSegments;
}

/** That a tenant may save. */
export const MAX_SEGMENTS = 5000;

/** Saved and ready-made segments of the tenants. */
export class SegmentCatalogue {
  readonly #options: SegmentCatalogueOptions;

  constructor(options: SegmentCatalogueOptions) {
    this.#options = options;
  }

  /** Saved ones behind an id, by id. */
  async page(tenant: string, afterId: string, limit: number): Promise<Definition[]> {
    return (await this.#options.store.page(tenant, afterId, limit)).map(definitionOf);
  }

  /** Saved or ready-made; undefined when there is none. */
  async find(tenant: string, segmentId: string): Promise<Definition | undefined> {
    if (isReadyMadeId(segmentId)) return await this.#options.readyMade.find(tenant, segmentId);
    const saved = await this.#options.store.get(tenant, segmentId);
    return saved === undefined ? undefined : definitionOf(saved);
  }

  /** @throws SEGMENT_NOT_FOUND */
  async get(tenant: string, segmentId: string): Promise<Definition> {
    const found = await this.find(tenant, segmentId);
    if (found === undefined) throw segmentationErrors.SEGMENT_NOT_FOUND({ segment_id: segmentId });
    return found;
  }

  /** The same segment again is no second one. */
  async create(tenant: string, draft: SegmentDraft): Promise<Definition> {
    const { segmentId } = draft;
    refuseReadyMade(segmentId);
    return await this.#options.edits.run(tenant, async () => {
      const { store } = this.#options;
      const before = await store.get(tenant, segmentId);
      if (before !== undefined) return sameSegment(before, draft);
      if ((await store.list(tenant)).length >= MAX_SEGMENTS)
        throw segmentationErrors.SEGMENT_LIMIT_REACHED({ limit: String(MAX_SEGMENTS), kind: 'segments' });
      return await this.#save(tenant, draft, undefined);
    });
  }

  /** @param etag '' takes whatever is saved. @throws SEGMENT_CHANGED when another one is saved by now */
  async update(tenant: string, draft: SegmentDraft, etag: string): Promise<Definition> {
    const { segmentId } = draft;
    refuseReadyMade(segmentId);
    return await this.#options.edits.run(tenant, async () => {
      const before = await this.#saved(tenant, segmentId);
      if (etag !== '' && etag !== before.etag)
        throw segmentationErrors.SEGMENT_CHANGED({ segment_id: segmentId });
      return await this.#save(tenant, draft, before);
    });
  }

  /** @throws SEGMENT_IN_USE when a segment or group names it */
  async remove(tenant: string, segmentId: string): Promise<void> {
    refuseReadyMade(segmentId);
    await this.#options.edits.run(tenant, async () => {
      const { store, references, live } = this.#options;
      const name = { of: 'segment', id: segmentId } as const;
      await this.#saved(tenant, segmentId);
      await references.refuseUsed(tenant, name);
      await live.edit(tenant, name, async () => {
        await store.remove(tenant, segmentId);
        return undefined;
      });
    });
  }

  async #saved(tenant: string, segmentId: string): Promise<SavedSegment> {
    const saved = await this.#options.store.get(tenant, segmentId);
    if (saved === undefined) throw segmentationErrors.SEGMENT_NOT_FOUND({ segment_id: segmentId });
    return saved;
  }

  async #save(tenant: string, draft: SegmentDraft, before: SavedSegment | undefined): Promise<Definition> {
    const { store, references, live, readyMade } = this.#options;
    const { segmentId, condition } = draft;
    const name = { of: 'segment', id: segmentId } as const;
    await references.refuseWrong(tenant, name, referencesOf(condition));
    let after: Definition | undefined;
    await live.edit(tenant, name, async (atMs) => {
      const saved = savedSegment(draft, before, atMs);
      const done =
        before === undefined
          ? await store.insert(tenant, saved)
          : await store.replace(tenant, saved, before.etag);
      if (!done) return false;
      after = definitionOf(saved);
      return await followedSegment(saved, (id) => readyMade.find(tenant, id));
    });
    if (after === undefined) throw segmentationErrors.SEGMENT_CHANGED({ segment_id: segmentId });
    return after;
  }
}

function refuseReadyMade(segmentId: string): void {
  if (isReadyMadeId(segmentId)) throw segmentationErrors.SEGMENT_READ_ONLY({ segment_id: segmentId });
}

function sameSegment(saved: SavedSegment, draft: SegmentDraft): Definition {
  const again = savedSegment(draft, saved, saved.updatedAtMs);
  if (again.etag === saved.etag) return definitionOf(saved);
  throw segmentationErrors.SEGMENT_EXISTS({ segment_id: draft.segmentId });
}
