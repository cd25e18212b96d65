import { dependenciesOf } from '../judge/dependencies.ts';
import type { FollowedSegment } from './followed-segment.ts';
import { kindsOfDependencies, type RecordKinds } from './record-kinds.ts';

/** A definition with all that it depends on, through the definitions that it names. */
export interface OrderedSegment {
  segment: FollowedSegment;
  key: string;
  kinds: RecordKinds;
  /** What is known of products or stores can turn it. */
  catalogue: boolean;
}

/** Definitions such that those that one names stand before it, else by key. One that names itself in a circle is judged by its last members. */
export function inOrder(definitions: ReadonlyMap<string, FollowedSegment>): OrderedSegment[] {
  const ordered = new Map<string, OrderedSegment>();
  const begun = new Set<string>();
  const place = (key: string): void => {
    const segment = definitions.get(key);
    if (segment === undefined || begun.has(key)) return;
    begun.add(key);
    const dependencies = dependenciesOf(segment.condition);
    let kinds = kindsOfDependencies(dependencies);
    let catalogue = dependencies.products || dependencies.stores;
    for (const name of dependencies.members) {
      place(name);
      kinds |= ordered.get(name)?.kinds ?? 0;
      catalogue ||= ordered.get(name)?.catalogue === true;
    }
    ordered.set(key, { segment, key, kinds, catalogue });
  };
  for (const key of [...definitions.keys()].sort()) place(key);
  return [...ordered.values()];
}

/** Those among the ordered that hang on one, itself included. */
export function hangingOn(key: string, ordered: readonly OrderedSegment[]): OrderedSegment[] {
  const found = new Set([key]);
  return ordered.filter(({ key: each, segment: { condition } }) => {
    const hangs = found.has(each) || [...dependenciesOf(condition).members].some((name) => found.has(name));
    if (hangs) found.add(each);
    return hangs;
  });
}
