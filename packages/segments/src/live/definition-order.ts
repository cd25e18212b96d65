import { type Dependencies, dependenciesOf } from '../judge/dependencies.ts';
import {
  CHANNELS_KEY,
  type FollowedDefinition,
  type FollowedSegment,
  followedKey,
  GROUPS_KEY,
  hasMembers,
  MODEL_KEY,
} from './followed-definition.ts';
import { kindsOfDependencies, type RecordKinds } from './record-kinds.ts';

/** A segment with all that it depends on, through the definitions that it names. */
export interface OrderedSegment {
  segment: FollowedSegment;
  key: string;
  /** Keys of what its own condition names. */
  names: ReadonlySet<string>;
  kinds: RecordKinds;
  /** What is known of products or stores can turn it. */
  catalogue: boolean;
}

/** Segments and groups such that those that one names stand before it, else by key. One in a circle is judged by its last members. */
export function inOrder(definitions: ReadonlyMap<string, FollowedDefinition>): OrderedSegment[] {
  const ordered = new Map<string, OrderedSegment>();
  const begun = new Set<string>();
  const place = (key: string): void => {
    const definition = definitions.get(key);
    if (definition === undefined || !hasMembers(definition) || begun.has(key)) return;
    begun.add(key);
    const dependencies = dependenciesOf(definition.condition);
    const segment = { segment: definition, key, ...ownOrder(dependencies) };
    for (const name of segment.names) {
      place(name);
      segment.kinds |= ordered.get(name)?.kinds ?? 0;
      segment.catalogue ||= ordered.get(name)?.catalogue === true;
    }
    ordered.set(key, segment);
  };
  for (const key of [...definitions.keys()].sort()) place(key);
  return [...ordered.values()];
}

/** Those among the ordered that hang on a definition, itself included where it is one of them. */
export function hangingOn(key: string, ordered: readonly OrderedSegment[]): OrderedSegment[] {
  const found = new Set([key]);
  return ordered.filter((each) => {
    const hangs = found.has(each.key) || [...each.names].some((name) => found.has(name));
    if (hangs) found.add(each.key);
    return hangs;
  });
}

function ownOrder(dependencies: Dependencies): Pick<OrderedSegment, 'names' | 'kinds' | 'catalogue'> {
  const schemes = dependencies.scores.flatMap((score) =>
    typeof score === 'string' ? [] : [followedKey({ of: 'scheme', id: score.schemeId })],
  );
  const models = dependencies.predictions ? [MODEL_KEY] : [];
  const groups = dependencies.groups ? [GROUPS_KEY] : [];
  const channels = dependencies.channels ? [CHANNELS_KEY] : [];
  return {
    names: new Set([...dependencies.members, ...schemes, ...models, ...groups, ...channels]),
    kinds: kindsOfDependencies(dependencies),
    catalogue: dependencies.products || dependencies.stores,
  };
}
