import {
  affinityOfBaskets,
  type Baskets,
  basketsFromFacts,
  filterBaskets,
  groupCustomers,
  type HoldOut,
  hitRate,
  holdOutFrom,
  holdOutLast,
  learnAffinity,
  type RecommendOptions,
  readOrderFacts,
} from '@perennial/affinity';
import { bestPairs, shareOfSameGroup } from './affinity-figures.ts';
import { missingOnlineRetail, onlineRetailFacts, type RetailFacts } from './online-retail-facts.ts';
import { atLeast, atMost, type Figure, measured, type Proof, type ProofContext } from './proof.ts';

/** The last line of the data set is of the day before. */
const AT = Date.UTC(2011, 11, 10);
/** Three months are foretold. */
const CUT = Date.UTC(2011, 8, 10);
const SHOWN_PAIRS = 10;

export const proof: Proof = {
  name: 'affinity',
  title: 'what goes with what on Online Retail II: its time, ten pairs, hit rates of next baskets, groups',
  short: true,
  async run({ say }): Promise<Figure[]> {
    const missing = missingOnlineRetail();
    if (missing !== undefined)
      return [measured('affinity skipped', `no Online Retail II in ${missing}; set PERENNIAL_DATASETS`)];
    say('reading the invoices');
    const retail = onlineRetailFacts();
    const baskets = basketsFromFacts(retail.facts, { at: AT });
    return [
      ...learningFigures(retail, baskets, say),
      ...hitRateFigures('first basket from 10 September 2011', holdOutFrom(baskets, CUT), CUT, say),
      ...hitRateFigures('last basket of each customer', holdOutLast(baskets), AT, say),
      ...groupFigures(retail, baskets, say),
    ];
  },
};

function learningFigures(
  { facts, lines }: RetailFacts,
  baskets: Baskets,
  say: ProofContext['say'],
): Figure[] {
  const runs = [1, 2, 3].map(() => {
    const startedAt = performance.now();
    const model = learnAffinity(facts, { at: AT });
    return { model, seconds: (performance.now() - startedAt) / 1000 };
  });
  const { model, seconds } = runs.sort((a, b) => a.seconds - b.seconds)[1] ?? fail();
  const nameOf = (id: string): string => facts.product(id)?.name ?? id;
  say('ten pairs bought in one basket:');
  for (const { names, count, lift } of bestPairs(model, nameOf, SHOWN_PAIRS))
    say(`  ${names} (${count} baskets, ${lift.toFixed(1)} times as often as by chance)`);
  return [
    atLeast('lines of orders and refunds', lines, 1_000_000),
    measured('baskets', baskets.timeMs.length),
    measured('products', baskets.productIds.length),
    atMost('baskets, all pairs, their lift and top lists, median of 3', seconds, 2, 's'),
    measured('of which reading the facts, in the thread that answers calls', millisecondsToRead(facts), 'ms'),
    measured('pairs bought together beyond chance that are kept', model.together.product.length),
  ];
}

/** The rest is done in a thread of its own. */
function millisecondsToRead(facts: RetailFacts['facts']): number {
  const startedAt = performance.now();
  readOrderFacts(facts, { at: AT });
  return performance.now() - startedAt;
}

function fail(): never {
  throw new Error('the median of three runs is missing');
}

function hitRateFigures(title: string, holdOut: HoldOut, at: number, say: ProofContext['say']): Figure[] {
  say(`hit rates, ${title}`);
  const model = affinityOfBaskets(holdOut.past, at);
  const share = (options: RecommendOptions): number => 100 * hitRate(model, holdOut, options).hitRate;
  const popular = share({ strategy: 'popular' });
  const favourite = share({ strategy: 'favourite' });
  const popularNew = share({ strategy: 'popular', onlyNew: true });
  const named = (strategy: string): string => `${title}: hit rate at 10, ${strategy}`;
  return [
    measured(`${title}: customers`, hitRate(model, holdOut, { strategy: 'popular' }).customers),
    measured(named('popular'), popular, '%'),
    measured(named('own favourites'), favourite, '%'),
    atLeast(named('expected'), share({ strategy: 'expected' }), Math.max(popular, favourite), '%'),
    measured(named('popular, new products only'), popularNew, '%'),
    ...(['complementary', 'next', 'similar'] as const).map((strategy) =>
      atLeast(named(`${strategy}, new products only`), share({ strategy, onlyNew: true }), popularNew, '%'),
    ),
  ];
}

function groupFigures({ facts }: RetailFacts, baskets: Baskets, say: ProofContext['say']): Figure[] {
  const nameOf = (id: string): string => facts.product(id)?.name ?? '';
  const startedAt = performance.now();
  const groups = groupCustomers(baskets, { nameOf });
  const seconds = (performance.now() - startedAt) / 1000;
  say('groups of customers who buy alike:');
  for (const { name, customerCount } of groups.groups) say(`  ${customerCount} ${name}`);
  // Every hundredth basket is the new data, another one in each draw.
  const stays = [10, 30, 50, 70, 90].map((draw) => {
    const earlier = groupCustomers(filterBaskets(baskets, (basket) => basket % 100 !== draw));
    const grown = groupCustomers(baskets, { previous: earlier.space });
    return { grown: shareOfSameGroup(earlier, grown), afresh: shareOfSameGroup(earlier, groups) };
  });
  const least = (shares: number[]): number => 100 * Math.min(...shares);
  return [
    measured('customers in 8 groups', groups.groupOf.filter((group) => group >= 0).length),
    measured('time for groups', seconds, 's'),
    atLeast(
      'stay in their group with 1 % more data, least of 5 draws',
      least(stays.map(({ grown }) => grown)),
      95,
      '%',
    ),
    measured('the same, groups found afresh', least(stays.map(({ afresh }) => afresh)), '%'),
    atLeast('the same with equal data', 100 * shareOfSameGroup(groups, groupCustomers(baskets)), 100, '%'),
  ];
}
