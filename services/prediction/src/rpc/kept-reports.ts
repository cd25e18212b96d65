import type { HoldoutReport } from '../domain/report.ts';
import type { ModelVersions } from '../versions/model-versions.ts';

interface KeptReport {
  version: number;
  report: Promise<HoldoutReport | null>;
}

/** The report that each tenant's predictions are trusted by, read once a version: a version's report never changes. */
export class KeptReports {
  readonly #versions: Pick<ModelVersions, 'find'>;
  readonly #kept = new Map<string, KeptReport>();

  constructor(versions: Pick<ModelVersions, 'find'>) {
    this.#versions = versions;
  }

  /** Null where the version has none, or is kept no more. */
  async of(tenant: string, version: number): Promise<HoldoutReport | null> {
    const kept = this.#kept.get(tenant);
    if (kept?.version === version) return await kept.report;
    const report = this.#read(tenant, version);
    this.#kept.set(tenant, { version, report });
    return await report;
  }

  async #read(tenant: string, version: number): Promise<HoldoutReport | null> {
    try {
      return (await this.#versions.find(tenant, version))?.report ?? null;
    } catch (error) {
      this.#kept.delete(tenant);
      throw error;
    }
  }
}
