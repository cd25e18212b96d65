import {
  type FollowedDefinition,
  groupsIn,
  type LearnedGroups,
  type SegmentState,
} from '@perennial/segments';
import type { AffinityGroups } from '../affinity-groups.ts';

/** The one that is followed, and the one that comes after it. */
const KEPT_VERSIONS = 2;

/** The affinity groups behind the versions that boards follow: saved states name the version only. */
export class KeptGroups {
  readonly #groupsOf: AffinityGroups;
  /** By tenant, oldest first. */
  readonly #kept = new Map<string, { etag: string; learned: LearnedGroups }[]>();

  constructor(groupsOf: AffinityGroups) {
    this.#groupsOf = groupsOf;
  }

  /** Keeps those among the definitions of a tenant. */
  keep(tenant: string, definitions: readonly FollowedDefinition[]): void {
    for (const definition of definitions) {
      if (definition.of !== 'groups' || definition.learned === undefined) continue;
      this.#add(tenant, definition.etag, definition.learned);
    }
  }

  /** Asks for the version that a saved state names; where prediction keeps it no more, the one in force stands in its place. */
  async recall(tenant: string, state: SegmentState): Promise<void> {
    const saved = groupsIn(state);
    if (saved === undefined || this.find(saved.etag) !== undefined) return;
    const learned = (await this.#groupsOf(tenant, saved.version)) ?? (await this.#groupsOf(tenant));
    if (learned !== undefined) this.#add(tenant, saved.etag, learned);
  }

  /** By the etag of a version. */
  readonly find = (etag: string): LearnedGroups | undefined => {
    for (const versions of this.#kept.values()) {
      const found = versions.find((version) => version.etag === etag);
      if (found !== undefined) return found.learned;
    }
    return undefined;
  };

  #add(tenant: string, etag: string, learned: LearnedGroups): void {
    const versions = this.#kept.get(tenant) ?? [];
    if (versions.some((version) => version.etag === etag)) return;
    this.#kept.set(tenant, [...versions, { etag, learned }].slice(-KEPT_VERSIONS));
  }
}
