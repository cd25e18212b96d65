import type { SegmentReference } from '@perennial/conditions';

/** What each saved segment and group names. */
export class DefinitionGraph {
  readonly #namedBy = new Map<string, readonly SegmentReference[]>();
  readonly #things = new Map<string, SegmentReference>();

  set(thing: SegmentReference, names: readonly SegmentReference[]): void {
    this.#namedBy.set(keyOf(thing), names);
    this.#things.set(keyOf(thing), thing);
  }

  has(thing: SegmentReference): boolean {
    return this.#things.has(keyOf(thing));
  }

  /** Those that name a thing. */
  usersOf(thing: SegmentReference): SegmentReference[] {
    return [...this.#things.values()].filter((user) =>
      this.#namesOf(user).some((named) => keyOf(named) === keyOf(thing)),
    );
  }

  /** A way from a thing back to itself, both ends included; undefined when there is none. */
  cycleAt(start: SegmentReference): SegmentReference[] | undefined {
    const cameFrom = new Map<string, SegmentReference>();
    const open: SegmentReference[] = [start];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const named of this.#namesOf(next)) {
        if (keyOf(named) === keyOf(start)) return [...this.#wayTo(start, next, cameFrom), start];
        if (cameFrom.has(keyOf(named))) continue;
        cameFrom.set(keyOf(named), next);
        open.push(named);
      }
    }
    return undefined;
  }

  #namesOf(thing: SegmentReference): readonly SegmentReference[] {
    return this.#namedBy.get(keyOf(thing)) ?? [];
  }

  #wayTo(
    start: SegmentReference,
    end: SegmentReference,
    cameFrom: ReadonlyMap<string, SegmentReference>,
  ): SegmentReference[] {
    const way: SegmentReference[] = [end];
    for (let at = end; keyOf(at) !== keyOf(start); ) {
      const before = cameFrom.get(keyOf(at));
      if (before === undefined) break;
      way.unshift(before);
      at = before;
    }
    return way;
  }
}

/** For people: `group win-back`. */
export function namedText({ of, id }: SegmentReference): string {
  return `${of} ${id}`;
}

function keyOf({ of, id }: SegmentReference): string {
  return `${of}/${id}`;
}
