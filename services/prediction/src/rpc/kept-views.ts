import type { BaseView } from '../live/base-view.ts';

/** Views of all tenants that pages go on in; each may take some hundred bytes a customer. */
const MOST_VIEWS = 4;

/** The views that lists were begun on, so that their pages show one instant; the oldest is given up first. */
export class KeptViews {
  readonly #views = new Map<string, BaseView>();
  #lastId = 0;

  /** @returns the id under which it is found again */
  keep(tenant: string, view: BaseView): string {
    for (const [id, kept] of this.#views) if (kept === view) return id;
    this.#lastId += 1;
    const id = `${tenant}/${this.#lastId}/${view.atMs}`;
    this.#views.set(id, view);
    const [oldest] = this.#views.keys();
    if (this.#views.size > MOST_VIEWS && oldest !== undefined) this.#views.delete(oldest);
    return id;
  }

  /** Undefined where it was given up. */
  of(id: string): BaseView | undefined {
    return this.#views.get(id);
  }
}
