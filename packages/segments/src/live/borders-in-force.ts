import type { ZoneTime } from '@perennial/calendar';
import type { AsOf } from '@perennial/facts';
import { fixedBorders, type SchemeBorders, type SchemeDefinition } from '@perennial/scores';
import type { BordersAt } from '../scores/borders-of-day.ts';

/** Borders that hold for a local day. */
export interface SavedBorders {
  schemeId: string;
  /** Start of the day. */
  startMs: number;
  borders: SchemeBorders;
}

/**
 * The quantile borders by which members are judged: found once a local day and kept, as facts that come late would move those of a day that
 * has begun.
 */
export class BordersInForce {
  readonly #zone: ZoneTime;
  readonly #find: BordersAt;
  readonly #kept = new Map<string, SavedBorders>();

  /** @param find finds the borders of a day from the facts as they are */
  constructor(zone: ZoneTime, find: BordersAt, saved: readonly SavedBorders[]) {
    this.#zone = zone;
    this.#find = find;
    for (const each of saved) this.#kept.set(each.schemeId, each);
  }

  get saved(): readonly SavedBorders[] {
    return [...this.#kept.values()];
  }

  /** The scheme is another one or gone. */
  forget(schemeId: string): void {
    this.#kept.delete(schemeId);
  }

  readonly at: BordersAt = (scheme: SchemeDefinition, asOf: AsOf): SchemeBorders => {
    const fixed = fixedBorders(scheme);
    if (fixed !== undefined) return fixed;
    const startMs = this.#zone.startOfDay(asOf.at);
    const kept = this.#kept.get(scheme.schemeId);
    if (kept?.startMs === startMs) return kept.borders;
    const borders = this.#find(scheme, asOf);
    this.#kept.set(scheme.schemeId, { schemeId: scheme.schemeId, startMs, borders });
    return borders;
  };
}
