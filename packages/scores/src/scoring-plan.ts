import { type EventRollupQuery, type RollupQuery, rollingWindowStart } from '@perennial/facts';
import { ENGAGEMENT_GROUPS, ENGAGEMENT_MS } from './engagement.ts';
import { INTENT_MS, INTENT_TYPES, INTEREST_TYPES } from './funnel.ts';
import { windowQuery, windowsOf } from './rfm-cells.ts';
import type { SchemeBorders } from './rfm-class.ts';
import type { SchemeDefinition } from './scheme.ts';
import { TREND_PERIOD_MS } from './trend.ts';

/** A scheme with its borders as they are in force. */
export interface SchemeInForce {
  definition: SchemeDefinition;
  borders: SchemeBorders;
}

export interface PlannedScheme extends SchemeInForce {
  /** Places of the scheme's windows in the answers to `orderQueries`. */
  frequencySlot: number;
  monetarySlot: number;
}

/** Places in the answers to `orderQueries`; the schemes' windows follow. */
export const EVER = 0;
export const RECENT_PERIOD = 1;
export const EARLIER_PERIOD = 2;
export const ENGAGEMENT_ORDERS = 3;
const FIRST_WINDOW = 4;

/** Places in the answers to `eventQueries`; the groups of engagement follow. */
export const INTEREST = 0;
export const INTENT = 1;
export const FIRST_ENGAGEMENT_GROUP = 2;

/** Which questions judge a customer by all schemes, trend, funnel and engagement at once. */
export class ScoringPlan {
  readonly schemes: readonly PlannedScheme[];
  /** Windows of the schemes in days, those without end left out; slot `FIRST_WINDOW + i`. */
  readonly windowDays: readonly number[];

  constructor(schemes: readonly SchemeInForce[]) {
    this.windowDays = windowsOf(schemes.map((scheme) => scheme.definition)).slice(1);
    this.schemes = schemes.map((scheme) => ({
      ...scheme,
      frequencySlot: this.#slotOf(scheme.definition.frequency.windowDays),
      monetarySlot: this.#slotOf(scheme.definition.monetary.windowDays),
    }));
  }

  #slotOf(windowDays: number): number {
    return windowDays === 0 ? EVER : FIRST_WINDOW + this.windowDays.indexOf(windowDays);
  }

  windowSlot(position: number): number {
    return FIRST_WINDOW + position;
  }

  orderQueries(atMs: number): RollupQuery[] {
    const periodStartMs = rollingWindowStart(atMs, TREND_PERIOD_MS);
    return [
      {},
      { fromMs: periodStartMs },
      { fromMs: rollingWindowStart(atMs, 2 * TREND_PERIOD_MS), toMs: periodStartMs - 1 },
      { fromMs: rollingWindowStart(atMs, ENGAGEMENT_MS) },
      ...this.windowDays.map((days) => windowQuery(days, atMs)),
    ];
  }

  eventQueries(atMs: number): EventRollupQuery[] {
    const engagementStartMs = rollingWindowStart(atMs, ENGAGEMENT_MS);
    return [
      { types: INTEREST_TYPES },
      { types: INTENT_TYPES, fromMs: rollingWindowStart(atMs, INTENT_MS) },
      ...ENGAGEMENT_GROUPS.map(({ types }) => ({ types, fromMs: engagementStartMs })),
    ];
  }
}
