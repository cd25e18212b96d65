import type { AsOf, FactsReader } from '@perennial/facts';
import { type CustomerSet, type JudgeContext, type ScanOptions, scanCondition } from '@perennial/segments';
import { denied, REACH_CHANNELS, type ReachChannel, reachable } from '../domain/reach-conditions.ts';

/** How members can be reached. */
export interface Reach extends Record<ReachChannel, number> {
  /** Denied on some channel and reachable on none. */
  suppressed: number;
  /** Known by a browser only. */
  anonymous: number;
}

/** Splits members by how they can be reached at the same instant. */
export async function reachOf(
  members: CustomerSet,
  facts: FactsReader,
  context: JudgeContext,
  asOf: AsOf,
  options: ScanOptions,
): Promise<Reach> {
  const names = facts.columns().dictionaries.attributeName;
  const attributeNames = Array.from({ length: names.size }, (_, code) => names.textOf(code));
  const scan = (condition: ReturnType<typeof denied>) => scanCondition(condition, context, asOf, options);
  const denying = await scan(denied(attributeNames));
  const reached: [ReachChannel, CustomerSet][] = [];
  for (const channel of REACH_CHANNELS)
    reached.push([channel, await scan(reachable(channel, attributeNames))]);
  const reach: Reach = { email: 0, sms: 0, push: 0, suppressed: 0, anonymous: 0 };
  for (const customer of members.list()) {
    let isReached = false;
    for (const [channel, set] of reached) {
      if (!set.has(customer)) continue;
      reach[channel] += 1;
      isReached = true;
    }
    if (!isReached && denying.has(customer)) reach.suppressed += 1;
    if (facts.isAnonymous(customer)) reach.anonymous += 1;
  }
  return reach;
}
