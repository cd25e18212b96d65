import {
  READY_MADE_CATEGORIES,
  type ReadyMadeCategory,
  type ReadyMadeSource,
  readyMadeSegments,
} from '../domain/ready-made.ts';
import type { Definition } from './definition.ts';

export interface ReadyMadeCatalogueOptions {
  /** What a tenant's segments are made from now; costs a pass over all orders. */
  sourceOf(tenant: string): Promise<ReadyMadeSource>;
  now(): number;
}

interface Made {
  madeAtMs: number;
  byCategory: ReadonlyMap<ReadyMadeCategory, readonly Definition[]>;
  byId: ReadonlyMap<string, Definition>;
}

/** What the shop sells changes slowly; the order of the lists may be so old. */
const MAX_AGE_MS = 60_000;
/** Lists of tenants beyond this many are made again. */
const MAX_TENANTS = 20;

/** The built-in segments of the tenants, made from what they sell. */
export class ReadyMadeCatalogue {
  readonly #options: ReadyMadeCatalogueOptions;
  readonly #made = new Map<string, Promise<Made>>();

  constructor(options: ReadyMadeCatalogueOptions) {
    this.#options = options;
  }

  /** Of one category or all, in the order of the list. */
  async list(tenant: string, category: ReadyMadeCategory | undefined): Promise<readonly Definition[]> {
    const { byCategory } = await this.#current(tenant);
    const categories = category === undefined ? READY_MADE_CATEGORIES : [category];
    return categories.flatMap((each) => byCategory.get(each) ?? []);
  }

  async find(tenant: string, segmentId: string): Promise<Definition | undefined> {
    return (await this.#current(tenant)).byId.get(segmentId);
  }

  async #current(tenant: string): Promise<Made> {
    const known = await this.#made.get(tenant);
    if (known !== undefined && this.#options.now() - known.madeAtMs < MAX_AGE_MS) return known;
    if (this.#made.size >= MAX_TENANTS) this.#made.clear();
    const making = this.#make(tenant);
    this.#made.set(tenant, making);
    making.catch(() => this.#made.delete(tenant));
    return await making;
  }

  async #make(tenant: string): Promise<Made> {
    const source = await this.#options.sourceOf(tenant);
    const byCategory = new Map<ReadyMadeCategory, readonly Definition[]>();
    const byId = new Map<string, Definition>();
    for (const category of READY_MADE_CATEGORIES) {
      const definitions = readyMadeSegments(category, source).map(
        (segment): Definition => ({ ...segment, description: '', version: 1, etag: '', category }),
      );
      byCategory.set(category, definitions);
      for (const definition of definitions) byId.set(definition.segmentId, definition);
    }
    return { madeAtMs: this.#options.now(), byCategory, byId };
  }
}
