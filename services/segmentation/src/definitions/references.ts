import { referencesOf, type SegmentReference } from '@perennial/conditions';
import { DefinitionGraph, namedText } from '../domain/definition-graph.ts';
import { isReadyMadeId } from '../domain/ready-made-id.ts';
import { segmentationErrors } from '../errors.ts';
import type { GroupStore } from '../store/group-store.ts';
import type { SegmentStore } from '../store/segment-store.ts';
import { definitionOf } from './saved-definition.ts';

export interface ReferencesOptions {
  segments: SegmentStore;
  groups: GroupStore;
  /** Whether there is a ready-made segment of an id. */
  hasReadyMade(tenant: string, segmentId: string): Promise<boolean>;
}

/** What segments and groups name: it exists, leads to no circle, and stays while it is named. */
export class References {
  readonly #options: ReferencesOptions;

  constructor(options: ReferencesOptions) {
    this.#options = options;
  }

  /** @throws SEGMENT_REFERENCE_UNKNOWN, SEGMENT_CYCLE when a thing may not come to name these */
  async refuseWrong(
    tenant: string,
    thing: SegmentReference,
    names: readonly SegmentReference[],
  ): Promise<void> {
    if (names.length === 0) return;
    const graph = await this.#graph(tenant);
    graph.set(thing, names);
    for (const named of names) {
      if (!(await this.#exists(tenant, graph, named)))
        throw segmentationErrors.SEGMENT_REFERENCE_UNKNOWN({ kind: named.of, id: named.id });
    }
    const cycle = graph.cycleAt(thing);
    if (cycle !== undefined)
      throw segmentationErrors.SEGMENT_CYCLE({ path: cycle.map(namedText).join(' → ') });
  }

  /** @throws SEGMENT_IN_USE when something names it */
  async refuseUsed(tenant: string, thing: SegmentReference): Promise<void> {
    const users = (await this.#graph(tenant)).usersOf(thing);
    if (users.length === 0) return;
    const text = users.map(namedText).join(', ');
    throw segmentationErrors.SEGMENT_IN_USE({ kind: thing.of, id: thing.id, users: text });
  }

  async #exists(tenant: string, graph: DefinitionGraph, named: SegmentReference): Promise<boolean> {
    if (named.of === 'segment' && isReadyMadeId(named.id))
      return await this.#options.hasReadyMade(tenant, named.id);
    return graph.has(named);
  }

  async #graph(tenant: string): Promise<DefinitionGraph> {
    const { segments, groups } = this.#options;
    const [savedSegments, savedGroups] = await Promise.all([segments.list(tenant), groups.list(tenant)]);
    const graph = new DefinitionGraph();
    for (const { segmentId, condition } of savedSegments.map(definitionOf))
      graph.set({ of: 'segment', id: segmentId }, referencesOf(condition));
    for (const { groupId, segmentIds } of savedGroups)
      graph.set({ of: 'group', id: groupId }, namesOfGroup(segmentIds));
    return graph;
  }
}

/** What a group names. */
export function namesOfGroup(segmentIds: readonly string[]): SegmentReference[] {
  return segmentIds.map((id) => ({ of: 'segment', id }));
}
