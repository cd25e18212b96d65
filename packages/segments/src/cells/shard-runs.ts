import type { ZoneTime } from '@perennial/calendar';
import type { Dimension, SchemeDefinition } from '@perennial/scores';
import { giveBack, localsOf, noBits } from '../scan/bits.ts';
import type { ShardScan } from '../scan/shard-scan.ts';
import { ordered } from '../scores/row-conditions.ts';
import { ledgerWalk } from '../walk/ledger-walk.ts';
import { PORTION_CUSTOMERS, Stays } from '../walk/stays.ts';
import type { WalkContext } from '../walk/walk-context.ts';
import { WindowDays } from '../walk/window-days.ts';
import { AgeFollower } from './age-follower.ts';
import type { FigureFollower } from './figure-follower.ts';
import { type FigureRuns, RunsBuilder } from './figure-runs.ts';
import type { Moments } from './moments.ts';
import { SumFollower } from './sum-follower.ts';

/** Finds what dimensions of a scheme are judged by, for the customers of a shard who have an order. */
type FindRuns = (scan: ShardScan) => FigureRuns[];

/** One walk over each customer's orders and refunds gives the figures of all the dimensions. */
export function runsFinder(
  scheme: SchemeDefinition,
  dimensions: readonly Dimension[],
  moments: Moments,
  { filters, zone }: Pick<WalkContext, 'filters' | 'zone'>,
): FindRuns {
  const orders = filters.compile(undefined, 'order');
  const walk = ledgerWalk(orders, new WindowDays(undefined, moments.all, zone), 'walked');
  const makers = dimensions.map((dimension) => followerMaker(dimension, scheme, moments, zone));
  const builders = dimensions.map(() => new RunsBuilder());
  const stays = new Stays();
  return (scan) => {
    const unsure = noBits();
    const walkRows = walk(scan, unsure);
    const followers = makers.map((make) => make(scan));
    for (const builder of builders) builder.clear(scan.customers);
    const locals = localsOf(scan.active);
    for (let start = 0; start < locals.length; start += PORTION_CUSTOMERS) {
      const portion = locals.subarray(start, start + PORTION_CUSTOMERS);
      walkRows(portion, stays);
      for (const [place, builder] of builders.entries()) addRuns(portion, stays, followers[place], builder);
    }
    giveBack(unsure);
    return builders.map((builder) => builder.runs());
  };
}

function addRuns(locals: Uint16Array, stays: Stays, follower: FigureFollower, into: RunsBuilder): void {
  const { starts } = stays;
  for (let place = 0; place < locals.length; place += 1) {
    into.beginCustomer(locals[place]);
    if (starts[place] < starts[place + 1]) follower.follow(stays, starts[place], starts[place + 1], into);
  }
}

/** Of a greater figure the class is never before that of a lesser one. */
function followerMaker(
  dimension: Dimension,
  scheme: SchemeDefinition,
  { all, untilMs }: Moments,
  zone: ZoneTime,
): (scan: ShardScan) => FigureFollower {
  if (dimension === 'recency') return () => new AgeFollower(all.length, untilMs);
  const window = new WindowDays(ordered(scheme[dimension].windowDays).set.window, all, zone);
  if (dimension === 'frequency') return () => new SumFollower(all.length, window);
  return ({ columns }) => new SumFollower(all.length, window, columns.orderValueMinor);
}
