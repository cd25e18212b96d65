/** Edits of one tenant run one after the other: what an edit has checked stays true until it is saved. */
export class EditQueue {
  readonly #last = new Map<string, Promise<unknown>>();

  async run<Result>(tenant: string, edit: () => Promise<Result>): Promise<Result> {
    const before = this.#last.get(tenant) ?? Promise.resolve();
    const running = before.then(edit, edit);
    this.#last.set(tenant, running);
    try {
      return await running;
    } finally {
      if (this.#last.get(tenant) === running) this.#last.delete(tenant);
    }
  }
}
