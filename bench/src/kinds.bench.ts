import { ZoneTime } from '@perennial/calendar';
import { type Condition, parseCondition } from '@perennial/conditions';
import { defaultSchemes } from '@perennial/scores';
import { FactsScores, scanCondition, sizeHistory, WalkThread } from '@perennial/segments';
import { type Benchmark, type BenchmarkOptions, type Measure, median } from './benchmark.ts';
import { BRAND } from './segments-answers.ts';
import { brandName, segmentFacts } from './segments-facts.ts';
import { benchContext } from './segments-ours.ts';
import { END_S, segmentShop } from './segments-shop.ts';

const CUSTOMERS = 1_000_000;
const RUNS = 5;
const SIZE = ': size over 365 days';
const DAY_MS = 86_400_000;
const AT = END_S * 1000;
const DAYS = Array.from({ length: 365 }, (_, day) => AT - (364 - day) * DAY_MS);
const brand = `brand = "${brandName(BRAND)}"`;

/** One or two of each kind of leaf. */
const CONDITIONS = [
  'attribute("address.country") = "DE" and tag("vip")',
  'stage in (loyal, lapsed)',
  'engagement = high',
  'trend = decreasing',
  'rfm(default) recency = short',
  'rfm(default) cell = "long/often/big_spender"',
  'rfm("last-year") monetary = saver',
  `bought(${brand})`,
  `bought(${brand}) sum > 300 EUR in last 6 months`,
  `bought(${brand}) in one order sum > 100 EUR`,
  'bought() products >= 10',
  'ordered() max in [50 EUR, 100 EUR) in last 12 months',
  'ordered() count >= 3',
  'ordered() days >= 3 in last 12 months',
  'ordered() last more than 90 days ago',
  `only ordered(has(${brand}))`,
  'not visited() in last 60 days',
  'visited(source in (direct, email)) count >= 3',
  'visited(duration > 5 minutes) count >= 2 in last 90 days',
  'opened() in last 30 days',
  'carted() then not ordered() within 2 hours',
  'not ordered() since last opened()',
  'carted() in last visit',
];

export const benchmark: Benchmark = {
  name: 'kinds',
  title: 'a condition of each kind counted, and its size over 365 days, 1,000,000 customers',
  async run({ size = CUSTOMERS, say }: BenchmarkOptions): Promise<Measure[]> {
    say('loading');
    const facts = segmentFacts(segmentShop(size));
    const walkSharer = new WalkThread(facts.columns());
    await walkSharer.ready();
    const measures: Measure[] = [{ name: 'customers', value: size }];
    for (const text of CONDITIONS) {
      say(text);
      const zone = new ZoneTime('UTC');
      const scores = new FactsScores({ facts, zone, schemes: defaultSchemes(100) });
      const context = { ...benchContext(facts), zone, scores, walkSharer };
      const condition = parseCondition(text, { currency: 'EUR', minorPerUnit: 100 });
      measures.push(...(await measuresOf(text, condition, context)));
    }
    await walkSharer.close();
    return [...measures, ...summary(measures)];
  },
};

/** How many sizes are told in a second, and the slowest. */
function summary(measures: readonly Measure[]): Measure[] {
  const sizesMs = measures.filter(({ name }) => name.endsWith(SIZE)).map(({ value }) => Number(value));
  return [
    { name: 'kinds', value: sizesMs.length },
    {
      name: 'kinds whose size over 365 days takes a second at most',
      value: sizesMs.filter((ms) => ms <= 1000).length,
    },
    { name: 'slowest size over 365 days', value: Math.max(...sizesMs), unit: 'ms' },
  ];
}

async function measuresOf(
  text: string,
  condition: Condition,
  context: Parameters<typeof scanCondition>[1],
): Promise<Measure[]> {
  const count = async (): Promise<number> => (await scanCondition(condition, context, { at: AT })).size;
  const customers = await count();
  const runs: number[] = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await milliseconds(count, customers));
  const lastSize = async (): Promise<number> => (await sizeHistory(condition, context, DAYS)).at(-1) ?? 0;
  return [
    { name: `${text}: count of ${customers}`, value: median(runs), unit: 'ms' },
    { name: `${text}${SIZE}`, value: await milliseconds(lastSize, customers), unit: 'ms' },
  ];
}

async function milliseconds(ask: () => Promise<number>, expected: number): Promise<number> {
  const startedAtMs = performance.now();
  const found = await ask();
  if (found !== expected) throw new Error(`one question had two answers: ${expected} and ${found}`);
  return performance.now() - startedAtMs;
}
