import type { FactsReader } from '@perennial/facts';
import { FactsGroups, type LearnedGroups } from '../groups/facts-groups.ts';
import type { OpenGroups } from './board-context.ts';

/** The groups that a saved version stands for; undefined where nobody tells it any more. */
export type FindGroups = (etag: string) => LearnedGroups | undefined;

/** Opens each version once. */
export function groupsOpener(facts: FactsReader, find: FindGroups): OpenGroups {
  let opened: { etag: string; groups: FactsGroups } | undefined;
  return ({ etag, learned = find(etag) }) => {
    if (opened?.etag !== etag) opened = learned && { etag, groups: new FactsGroups(facts, learned) };
    return opened?.groups;
  };
}
