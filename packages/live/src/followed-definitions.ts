import type { DefinitionEdit, LiveBoard, SavedDefinition } from './live-model.ts';
import type { FollowedVersion } from './progress-store.ts';

/** Which version of each definition a tenant's board follows, and the edits that it has yet to follow. */
export class FollowedDefinitions<Saved extends SavedDefinition> {
  readonly #etags: Map<string, string>;
  #edits: DefinitionEdit<Saved>[];

  /** @param saved all definitions as they are saved now */
  constructor(saved: readonly Saved[], followed: readonly FollowedVersion[], idOf: (saved: Saved) => string) {
    this.#etags = new Map(followed.map(({ id, etag }) => [id, etag]));
    this.#edits = this.#outstandingEdits(new Map(saved.map((each) => [idOf(each), each])));
  }

  /** Instant of the next edit; infinite when there is none. */
  get nextMs(): number {
    return this.#edits[0]?.atMs ?? Number.POSITIVE_INFINITY;
  }

  /** Instant of the last edit; 0 when there is none. */
  get lastMs(): number {
    return this.#edits.at(-1)?.atMs ?? 0;
  }

  get versions(): FollowedVersion[] {
    return Array.from(this.#etags, ([id, etag]) => ({ id, etag }));
  }

  etagOf(id: string): string | undefined {
    return this.#etags.get(id);
  }

  add(edit: DefinitionEdit<Saved>): void {
    this.#edits.push(edit);
  }

  /** Makes a board follow the next edit. */
  followNext<Crossing, State>(board: LiveBoard<Saved, Crossing, State>): Crossing[] {
    const edit = this.#edits.shift();
    if (edit === undefined) return [];
    this.#note(edit);
    return edit.saved === undefined ? board.remove(edit.id, edit.atMs) : board.put(edit.saved, edit.atMs);
  }

  /** All outstanding edits, taken as followed. */
  takeAll(): DefinitionEdit<Saved>[] {
    const edits = this.#edits;
    this.#edits = [];
    for (const edit of edits) this.#note(edit);
    return edits;
  }

  #note({ id, saved }: DefinitionEdit<Saved>): void {
    if (saved === undefined) this.#etags.delete(id);
    else this.#etags.set(id, saved.etag);
  }

  /** Edits that were saved, but not followed before a restart; in order of time. */
  #outstandingEdits(saved: ReadonlyMap<string, Saved>): DefinitionEdit<Saved>[] {
    const removed = Array.from(this.#etags.keys()).filter((id) => !saved.has(id));
    const changed = Array.from(saved).filter(([id, { etag }]) => this.#etags.get(id) !== etag);
    return [
      ...removed.map((id) => ({ atMs: 0, id })),
      ...changed.map(([id, each]) => ({ atMs: each.updatedAtMs, id, saved: each })),
    ].sort((a, b) => a.atMs - b.atMs);
  }
}
