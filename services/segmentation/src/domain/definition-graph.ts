/** A segment or a group by which conditions and groups name it. */
export interface Named {
  of: 'segment' | 'group';
  id: string;
}

/** What each saved segment and group names. */
export class DefinitionGraph {
  readonly #namedBy = new Map<string, readonly Named[]>();
  readonly #things = new Map<string, Named>();

  set(thing: Named, names: readonly Named[]): void {
    this.#namedBy.set(keyOf(thing), names);
    this.#things.set(keyOf(thing), thing);
  }

  has(thing: Named): boolean {
    return this.#things.has(keyOf(thing));
  }

  /** Those that name a thing. */
  usersOf(thing: Named): Named[] {
    return [...this.#things.values()].filter((user) =>
      this.#namesOf(user).some((named) => keyOf(named) === keyOf(thing)),
    );
  }

  /** A way from a thing back to itself, both ends included; undefined when there is none. */
  cycleAt(start: Named): Named[] | undefined {
    const cameFrom = new Map<string, Named>();
    const open: Named[] = [start];
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

  #namesOf(thing: Named): readonly Named[] {
    return this.#namedBy.get(keyOf(thing)) ?? [];
  }

  #wayTo(start: Named, end: Named, cameFrom: ReadonlyMap<string, Named>): Named[] {
    const way: Named[] = [end];
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
export function namedText({ of, id }: Named): string {
  return `${of} ${id}`;
}

function keyOf({ of, id }: Named): string {
  return `${of}/${id}`;
}
