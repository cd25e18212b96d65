import type { AffinityLeaf } from '../tree/condition.ts';
import type { Findings } from './condition-problem.ts';
import { LIMITS } from './limits.ts';

/** Numbers of groups: at least one, not too many, each from 1 on. */
export function checkAffinity({ groups }: AffinityLeaf, findings: Findings): void {
  const below = findings.at('groups');
  if (groups.length === 0) below.report('The list is empty', 'Name at least one group');
  else if (groups.length > LIMITS.listValues)
    below.report(`The list has ${groups.length} groups`, `Use at most ${LIMITS.listValues}`);
  else for (const [place, group] of groups.entries()) checkGroupNumber(group, below.at(place));
}

/** Groups are numbered from 1 on. */
export function checkGroupNumber(group: number, findings: Findings): void {
  if (!Number.isInteger(group) || group < 1 || group > LIMITS.groupNumber)
    findings.report(`${group} is no number of a group`, `Use a whole number from 1 to ${LIMITS.groupNumber}`);
}
