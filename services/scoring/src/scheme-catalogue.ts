import { createHash } from 'node:crypto';
import { DEFAULT_SCHEME_ID, defaultSchemes, type SchemeDefinition, schemeProblem } from '@perennial/scores';
import { scoringErrors } from './errors.ts';
import type { AllScores } from './live/live-scores.ts';
import type { SavedScheme, SchemeStore } from './scheme-store.ts';

export interface SchemeCatalogueOptions {
  store: SchemeStore;
  /** Minor units in one unit of the tenant's reporting currency. */
  minorPerUnitOf(tenant: string): Promise<number>;
  now(): number;
}

/** The saved schemes of the tenants; the default ones are there from the start. */
export class SchemeCatalogue {
  readonly #options: SchemeCatalogueOptions;
  /** Tenants that are known to have got their first schemes. */
  readonly #furnished = new Set<string>();
  /** Changes go through the live scores, which follow them at the same instant. */
  live: AllScores | undefined;

  constructor(options: SchemeCatalogueOptions) {
    this.#options = options;
  }

  async list(tenant: string): Promise<SavedScheme[]> {
    if (!this.#furnished.has(tenant)) await this.#furnish(tenant);
    return await this.#options.store.list(tenant);
  }

  /** @param schemeId '' means the default one. @throws SCHEME_NOT_FOUND */
  async get(tenant: string, schemeId: string): Promise<SavedScheme> {
    const wanted = schemeId === '' ? DEFAULT_SCHEME_ID : schemeId;
    const found = (await this.list(tenant)).find(({ definition }) => definition.schemeId === wanted);
    if (found === undefined) throw scoringErrors.SCHEME_NOT_FOUND({ scheme_id: wanted });
    return found;
  }

  /** The same scheme again is no second one. */
  async create(tenant: string, definition: SchemeDefinition): Promise<SavedScheme> {
    refuseInvalid(definition);
    const { schemeId } = definition;
    const saved = (await this.list(tenant)).find((scheme) => scheme.definition.schemeId === schemeId);
    if (saved !== undefined) {
      if (JSON.stringify(saved.definition) === JSON.stringify(definition)) return saved;
      throw scoringErrors.SCHEME_EXISTS({ scheme_id: schemeId });
    }
    await this.#edit(tenant, schemeId, async (atMs) => {
      const scheme = savedScheme(definition, atMs);
      return (await this.#options.store.insert(tenant, scheme)) && scheme;
    });
    return await this.get(tenant, schemeId);
  }

  /** @param etag '' takes whatever is saved. @throws SCHEME_CHANGED when another one is saved by now */
  async update(tenant: string, definition: SchemeDefinition, etag: string): Promise<SavedScheme> {
    refuseInvalid(definition);
    const { schemeId } = definition;
    const before = await this.get(tenant, schemeId);
    const changed = scoringErrors.SCHEME_CHANGED({ scheme_id: schemeId });
    if (etag !== '' && etag !== before.etag) throw changed;
    const done = await this.#edit(tenant, schemeId, async (atMs) => {
      const scheme = savedScheme(definition, atMs);
      return (await this.#options.store.replace(tenant, scheme, before.etag)) && scheme;
    });
    if (!done) throw changed;
    return await this.get(tenant, schemeId);
  }

  async remove(tenant: string, schemeId: string): Promise<void> {
    await this.get(tenant, schemeId);
    if ((await this.list(tenant)).length === 1) throw scoringErrors.SCHEME_IS_LAST({ scheme_id: schemeId });
    await this.#edit(tenant, schemeId, async () => {
      await this.#options.store.remove(tenant, schemeId);
      return undefined;
    });
  }

  async #furnish(tenant: string): Promise<void> {
    const { store, minorPerUnitOf, now } = this.#options;
    if (!(await store.isFurnished(tenant))) {
      const definitions = defaultSchemes(await minorPerUnitOf(tenant));
      await store.furnish(
        tenant,
        definitions.map((definition) => savedScheme(definition, now())),
      );
    }
    this.#furnished.add(tenant);
  }

  async #edit(
    tenant: string,
    schemeId: string,
    save: (atMs: number) => Promise<SavedScheme | undefined | false>,
  ): Promise<boolean> {
    const scores = await this.live?.settled(tenant);
    if (scores !== undefined) return await scores.edit(schemeId, save);
    return (await save(this.#options.now())) !== false;
  }
}

function refuseInvalid(definition: SchemeDefinition): void {
  const problem = schemeProblem(definition);
  if (problem === undefined) return;
  throw scoringErrors.SCHEME_INVALID(problem, {
    fieldViolations: [{ field: `scheme.${problem.field}`, description: problem.reason }],
  });
}

function savedScheme(definition: SchemeDefinition, updatedAtMs: number): SavedScheme {
  const text = JSON.stringify([definition, updatedAtMs]);
  return {
    definition,
    etag: createHash('sha256').update(text).digest('hex').slice(0, 16),
    updatedAtMs,
  };
}
