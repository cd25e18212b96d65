/** Members by group: those of group g are `member[start[g]] … member[start[g + 1] - 1]`. */
export interface Grouping {
  readonly start: Uint32Array;
  readonly member: Uint32Array;
}

/** Groups items by their key (a counting sort): the members of a group stay in the order of `items`, or of the numbers from 0 without it. */
export function groupByKey(keys: ArrayLike<number>, groupCount: number, items?: Uint32Array): Grouping {
  const start = new Uint32Array(groupCount + 1);
  for (let i = 0; i < keys.length; i += 1) {
    const next = (keys[i] as number) + 1;
    start[next] = (start[next] as number) + 1;
  }
  for (let group = 0; group < groupCount; group += 1)
    start[group + 1] = (start[group + 1] as number) + (start[group] as number);
  const free = start.slice(0, groupCount);
  const member = new Uint32Array(keys.length);
  for (let i = 0; i < keys.length; i += 1) {
    const item = items === undefined ? i : (items[i] as number);
    const key = keys[item] as number;
    const place = free[key] as number;
    member[place] = item;
    free[key] = place + 1;
  }
  return { start, member };
}

/** For each member the groups that hold it, in rising order. */
export function invert({ start, member }: Grouping, memberCount: number): Grouping {
  const groupOf = new Uint32Array(member.length);
  for (let group = 0; group + 1 < start.length; group += 1)
    groupOf.fill(group, start[group], start[group + 1]);
  const byMember = groupByKey(member, memberCount);
  const { start: starts, member: places } = byMember;
  for (let i = 0; i < places.length; i += 1) places[i] = groupOf[places[i] as number] as number;
  return { start: starts, member: places };
}

/** How many members a group has. */
export function sizeOf({ start }: Grouping, group: number): number {
  return (start[group + 1] as number) - (start[group] as number);
}

/** The groups for which `keep` holds, numbered anew. */
export function keepGroups(grouping: Grouping, keep: (group: number) => boolean): Grouping {
  const { start, member } = grouping;
  const kept = Array.from({ length: start.length - 1 }, (_, group) => group).filter(keep);
  const starts = new Uint32Array(kept.length + 1);
  for (const [place, group] of kept.entries())
    starts[place + 1] = (starts[place] as number) + sizeOf(grouping, group);
  const members = new Uint32Array(starts.at(-1) ?? 0);
  for (const [place, group] of kept.entries())
    members.set(member.subarray(start[group], start[group + 1]), starts[place]);
  return { start: starts, member: members };
}
