import { namesMembers } from './followed-definition.ts';

/** How often a definition was edited, by its key. */
export interface EditCount {
  key: string;
  count: number;
}

/**
 * Names edits so that no two of one definition have the same name. The etag of one with members holds the instant of its edit. That of a
 * scheme or model, which another service tells, holds its content alone: one that is taken back, or in force again after a roll-back, has the
 * etag of before. So edits of those are counted.
 */
export class EditNames {
  readonly #counts: Map<string, number>;

  constructor(saved: readonly EditCount[]) {
    this.#counts = new Map(saved.map(({ key, count }) => [key, count]));
  }

  get saved(): readonly EditCount[] {
    return Array.from(this.#counts, ([key, count]) => ({ key, count }));
  }

  /** The name of the next edit of a definition: the same after a restart from what was saved before it. */
  next(key: string, etag: string): string {
    if (namesMembers(key)) return etag;
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return `${etag}.${count}`;
  }
}
