import { etagOf } from '../condition-forms.ts';
import { segmentationErrors } from '../errors.ts';
import type { GroupStore, SavedGroup } from '../store/group-store.ts';
import type { EditQueue } from './edit-queue.ts';
import type { LiveSegments, SegmentEdit } from './live-segments.ts';
import { namesOfGroup, type References } from './references.ts';

/** A group as people give it. */
export type GroupDraft = Pick<SavedGroup, 'groupId' | 'name' | 'segmentIds'>;

export interface GroupCatalogueOptions {
  store: GroupStore;
  references: References;
  edits: EditQueue;
  live: LiveSegments | undefined;
  now(): number;
}

const MAX_GROUPS = 1000;

/** The groups of segments of the tenants. */
export class GroupCatalogue {
  readonly #options: GroupCatalogueOptions;

  constructor(options: GroupCatalogueOptions) {
    this.#options = options;
  }

  async list(tenant: string): Promise<SavedGroup[]> {
    return await this.#options.store.list(tenant);
  }

  async find(tenant: string, groupId: string): Promise<SavedGroup | undefined> {
    return await this.#options.store.get(tenant, groupId);
  }

  /** @throws GROUP_NOT_FOUND */
  async get(tenant: string, groupId: string): Promise<SavedGroup> {
    const found = await this.find(tenant, groupId);
    if (found === undefined) throw segmentationErrors.GROUP_NOT_FOUND({ group_id: groupId });
    return found;
  }

  /** The same group again is no second one. */
  async create(tenant: string, draft: GroupDraft): Promise<SavedGroup> {
    const { groupId } = draft;
    return await this.#options.edits.run(tenant, async () => {
      const { store, now } = this.#options;
      const before = await store.get(tenant, groupId);
      if (before?.etag === savedGroup(draft, before?.updatedAtMs ?? 0).etag && before !== undefined)
        return before;
      if (before !== undefined) throw segmentationErrors.GROUP_EXISTS({ group_id: groupId });
      if ((await store.list(tenant)).length >= MAX_GROUPS)
        throw segmentationErrors.SEGMENT_LIMIT_REACHED({ limit: String(MAX_GROUPS), kind: 'groups' });
      return await this.#save(tenant, savedGroup(draft, now()), undefined);
    });
  }

  /** @param etag '' takes whatever is saved. @throws GROUP_CHANGED when another one is saved by now */
  async update(tenant: string, draft: GroupDraft, etag: string): Promise<SavedGroup> {
    return await this.#options.edits.run(tenant, async () => {
      const before = await this.get(tenant, draft.groupId);
      if (etag !== '' && etag !== before.etag)
        throw segmentationErrors.GROUP_CHANGED({ group_id: draft.groupId });
      return await this.#save(tenant, savedGroup(draft, this.#options.now()), before);
    });
  }

  /** @throws SEGMENT_IN_USE when a segment names it */
  async remove(tenant: string, groupId: string): Promise<void> {
    await this.#options.edits.run(tenant, async () => {
      const { store, references, live } = this.#options;
      const { segmentIds } = await this.get(tenant, groupId);
      await references.refuseUsed(tenant, { of: 'group', id: groupId });
      const edit: SegmentEdit = { kind: 'group', groupId, before: segmentIds };
      await live?.prepareEdit(tenant, edit);
      await store.remove(tenant, groupId);
      await live?.afterEdit(tenant, edit);
    });
  }

  async #save(tenant: string, group: SavedGroup, before: SavedGroup | undefined): Promise<SavedGroup> {
    const { store, references, live } = this.#options;
    const { groupId, segmentIds } = group;
    await references.refuseWrong(tenant, { of: 'group', id: groupId }, namesOfGroup(segmentIds));
    const edit: SegmentEdit = {
      kind: 'group',
      groupId,
      after: segmentIds,
      ...(before === undefined ? {} : { before: before.segmentIds }),
    };
    await live?.prepareEdit(tenant, edit);
    const done =
      before === undefined
        ? await store.insert(tenant, group)
        : await store.replace(tenant, group, before.etag);
    if (!done) throw segmentationErrors.GROUP_CHANGED({ group_id: groupId });
    await live?.afterEdit(tenant, edit);
    return group;
  }
}

function savedGroup({ groupId, name, segmentIds }: GroupDraft, atMs: number): SavedGroup {
  return { groupId, name, segmentIds, etag: etagOf(groupId, name, segmentIds, atMs), updatedAtMs: atMs };
}
