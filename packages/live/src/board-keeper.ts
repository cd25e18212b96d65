import type { FactsReader } from '@perennial/facts';
import type { DefinitionEdit, LiveBoard, SavedDefinition } from './live-model.ts';
import type { Progress } from './progress-store.ts';
import type { TenantFollowerOptions } from './tenant-follower-options.ts';

/** Opens a tenant's board where progress was saved, and keeps it over a stop. */
export class BoardKeeper<Saved extends SavedDefinition, Crossing, State> {
  readonly #options: TenantFollowerOptions<Saved, Crossing, State>;

  constructor(options: TenantFollowerOptions<Saved, Crossing, State>) {
    this.#options = options;
  }

  /** With all customers of the facts, which are those of the progress; what was kept spares looking at each. */
  async openKnown(facts: FactsReader, progress: Progress<State>): Promise<LiveBoard<Saved, Crossing, State>> {
    const { model, zone, images, tenant } = this.#options;
    const { state, workedThroughMs: atMs, toldMs } = progress;
    const image = await images?.read(tenant, progress);
    const start = { state, atMs, toldMs, customers: 'known' as const };
    return model.open(facts, zone, image === undefined ? start : { ...start, image });
  }

  /** For a tenant's first batch: the definitions are in force before it. */
  openBeforeFacts(
    facts: FactsReader,
    { state: saved, workedThroughMs: atMs, toldMs }: Progress<State>,
    edits: readonly DefinitionEdit<Saved>[],
  ): LiveBoard<Saved, Crossing, State> {
    const { model, zone } = this.#options;
    const state = model.stateBeforeFacts(saved, edits);
    return model.open(facts, zone, { state, atMs, toldMs, customers: 'unknown' });
  }

  /** Keeps a board as it is by the progress saved last. */
  async keep(board: LiveBoard<Saved, Crossing, State>, progress: Progress<State>): Promise<void> {
    const image = board.image?.();
    if (image !== undefined) await this.#options.images?.save(this.#options.tenant, progress, image);
  }
}
