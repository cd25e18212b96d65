import { etagOf } from '../condition-forms.ts';
import { segmentationErrors } from '../errors.ts';
import type { GroupStore, SavedGroup } from '../store/group-store.ts';
import type { Definition } from './definition.ts';
import type { EditQueue } from './edit-queue.ts';
import { followedGroup } from './followed.ts';
import type { LiveSegments } from './live-segments.ts';
import { namesOfGroup, type References } from './references.ts';

/** A group as people give it. */
export type GroupDraft = Pick<SavedGroup, 'groupId' | 'name' | 'segmentIds'>;

export interface GroupCatalogueOptions {
  store: GroupStore;
  references: References;
  edits: EditQueue;
  live: LiveSegments;
  findReadyMade(tenant: string, segmentId: string): Promise<Definition | undefined>;
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
      const { store } = this.#options;
      const before = await store.get(tenant, groupId);
      if (before?.etag === savedGroup(draft, before?.updatedAtMs ?? 0).etag && before !== undefined)
        return before;
      if (before !== undefined) throw segmentationErrors.GROUP_EXISTS({ group_id: groupId });
      if ((await store.list(tenant)).length >= MAX_GROUPS)
        throw segmentationErrors.SEGMENT_LIMIT_REACHED({ limit: String(MAX_GROUPS), kind: 'groups' });
      return await this.#save(tenant, draft, undefined);
    });
  }

  /** @param etag '' takes whatever is saved. @throws GROUP_CHANGED when another one is saved by now */
  async update(tenant: string, draft: GroupDraft, etag: string): Promise<SavedGroup> {
    return await this.#options.edits.run(tenant, async () => {
      const before = await this.get(tenant, draft.groupId);
      if (etag !== '' && etag !== before.etag)
        throw segmentationErrors.GROUP_CHANGED({ group_id: draft.groupId });
      return await this.#save(tenant, draft, before);
    });
  }

  /** @throws SEGMENT_IN_USE when a segment names it */
  async remove(tenant: string, groupId: string): Promise<void> {
    await this.#options.edits.run(tenant, async () => {
      const { store, references, live } = this.#options;
      const name = { of: 'group', id: groupId } as const;
      await this.get(tenant, groupId);
      await references.refuseUsed(tenant, name);
      await live.edit(tenant, name, async () => {
        await store.remove(tenant, groupId);
        return undefined;
      });
    });
  }

  async #save(tenant: string, draft: GroupDraft, before: SavedGroup | undefined): Promise<SavedGroup> {
    const { store, references, live, findReadyMade } = this.#options;
    const { groupId, segmentIds } = draft;
    const name = { of: 'group', id: groupId } as const;
    await references.refuseWrong(tenant, name, namesOfGroup(segmentIds));
    let after: SavedGroup | undefined;
    await live.edit(tenant, name, async (atMs) => {
      const group = savedGroup(draft, atMs);
      const done =
        before === undefined
          ? await store.insert(tenant, group)
          : await store.replace(tenant, group, before.etag);
      if (!done) return false;
      after = group;
      return await followedGroup(group, (id) => findReadyMade(tenant, id));
    });
    if (after === undefined) throw segmentationErrors.GROUP_CHANGED({ group_id: groupId });
    return after;
  }
}

function savedGroup({ groupId, name, segmentIds }: GroupDraft, atMs: number): SavedGroup {
  return { groupId, name, segmentIds, etag: etagOf(groupId, name, segmentIds, atMs), updatedAtMs: atMs };
}
