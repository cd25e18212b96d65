import { type Condition, referencesOf, type SegmentReference } from '@perennial/conditions';
import type { GroupCatalogue } from '../definitions/group-catalogue.ts';
import type { SegmentCatalogue } from '../definitions/segment-catalogue.ts';
import { segmentationErrors } from '../errors.ts';

/** Conditions of the segments and groups that a tree leads to. */
export class MemberDefinitions {
  readonly #conditions = new Map<string, Condition>();

  conditionOf({ of, id }: SegmentReference): Condition | undefined {
    return this.#conditions.get(`${of}/${id}`);
  }

  all(): Condition[] {
    return [...this.#conditions.values()];
  }

  set({ of, id }: SegmentReference, condition: Condition): void {
    this.#conditions.set(`${of}/${id}`, condition);
  }
}

interface Catalogues {
  segments: SegmentCatalogue;
  groups: GroupCatalogue;
}

/** Reads what trees name, and what that names. @throws SEGMENT_REFERENCE_UNKNOWN */
export async function memberDefinitions(
  catalogues: Catalogues,
  tenant: string,
  trees: readonly Condition[],
): Promise<MemberDefinitions> {
  const found = new MemberDefinitions();
  const open = trees.flatMap(referencesOf);
  for (let named = open.pop(); named !== undefined; named = open.pop()) {
    if (found.conditionOf(named) !== undefined) continue;
    const condition = await conditionOf(catalogues, tenant, named);
    if (condition === undefined)
      throw segmentationErrors.SEGMENT_REFERENCE_UNKNOWN({ kind: named.of, id: named.id });
    found.set(named, condition);
    open.push(...referencesOf(condition));
  }
  return found;
}

async function conditionOf(
  { segments, groups }: Catalogues,
  tenant: string,
  { of, id }: SegmentReference,
): Promise<Condition | undefined> {
  if (of === 'segment') return (await segments.find(tenant, id))?.condition;
  const group = await groups.find(tenant, id);
  return group && groupCondition(group.segmentIds);
}

/** In any of its segments. */
export function groupCondition(segmentIds: readonly string[]): Condition {
  return { kind: 'any', of: segmentIds.map((id) => ({ kind: 'member', of: 'segment', id })) };
}
