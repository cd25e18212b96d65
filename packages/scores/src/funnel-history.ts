import { instantAfterWholeDays } from '@perennial/calendar';
import {
  FUNNEL_STAGES,
  type FunnelStage,
  funnelCode,
  INTENT_MS,
  INTENT_TYPES,
  INTEREST_TYPES,
  LAPSED_DAYS,
  LOYAL_DAYS,
} from './funnel.ts';

/** What of a customer's past decides the stage; times in any order, up to the instant asked for. */
export interface FunnelPast {
  orderTimesMs: readonly number[];
  events: readonly { type: string; timeMs: number }[];
}

export interface StageSince {
  stage: FunnelStage;
  sinceMs: number;
}

/** The stages a customer went through up to an instant, as we know the past now; oldest first (CRM-3). */
export function funnelHistory(past: FunnelPast, atMs: number): StageSince[] {
  const orders = past.orderTimesMs.toSorted((a, b) => a - b);
  const interest = timesOf(past, INTEREST_TYPES);
  const intent = timesOf(past, INTENT_TYPES);
  const history: StageSince[] = [];
  const seen = { orders: 0, interest: 0, intent: 0 };
  for (const instantMs of instants(past, atMs)) {
    seen.orders = countUpTo(orders, instantMs, seen.orders);
    seen.interest = countUpTo(interest, instantMs, seen.interest);
    seen.intent = countUpTo(intent, instantMs, seen.intent);
    const lastIntentMs = intent[seen.intent - 1] ?? Number.NEGATIVE_INFINITY;
    const code = funnelCode(
      {
        orderCount: seen.orders,
        lastOrderMs: orders[seen.orders - 1] ?? Number.NaN,
        interestCount: seen.interest,
        intentCount: instantMs < lastIntentMs + INTENT_MS ? 1 : 0,
      },
      instantMs,
    );
    const stage = FUNNEL_STAGES[code] ?? '';
    if (history[history.length - 1]?.stage !== stage) history.push({ stage, sinceMs: instantMs });
  }
  return history;
}

/** All instants at which the stage can change, in order. */
function instants(past: FunnelPast, atMs: number): number[] {
  const all = new Set<number>(past.events.map((event) => event.timeMs));
  for (const intentMs of timesOf(past, INTENT_TYPES)) all.add(intentMs + INTENT_MS);
  for (const orderMs of past.orderTimesMs) {
    all.add(orderMs);
    all.add(instantAfterWholeDays(orderMs, LOYAL_DAYS));
    all.add(instantAfterWholeDays(orderMs, LAPSED_DAYS));
  }
  return [...all].filter((instantMs) => instantMs <= atMs).sort((a, b) => a - b);
}

function timesOf(past: FunnelPast, types: readonly string[]): number[] {
  return past.events
    .filter((event) => types.includes(event.type))
    .map((event) => event.timeMs)
    .sort((a, b) => a - b);
}

function countUpTo(times: readonly number[], limitMs: number, from: number): number {
  let count = from;
  while (count < times.length && (times[count] ?? 0) <= limitMs) count += 1;
  return count;
}
