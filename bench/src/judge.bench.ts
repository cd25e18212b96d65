import { type Condition, parseCondition } from '@perennial/conditions';
import { JudgeAll } from '@perennial/segments';
import { type Benchmark, type BenchmarkOptions, type Measure, median } from './benchmark.ts';
import { brandName, segmentFacts } from './segments-facts.ts';
import { benchContext } from './segments-ours.ts';
import { COUNTRIES, END_S, EVENT_TYPES, segmentShop } from './segments-shop.ts';

const CUSTOMERS = 100_000;
const SEGMENTS = 200;
const RUNS = 7;
const WINDOWS = [
  'in last 30 days',
  'in last 6 months',
  'in last 12 months',
  'previous month',
  'more than 90 days ago',
];

/** Texts of leaves that shops ask, each with another brand, threshold, type or window. */
const LEAVES: readonly ((n: number) => string)[] = [
  (n) => `bought(brand = "${brandName(n % 40)}") sum > ${n % 300} EUR ${windowAt(n)}`,
  (n) => `bought(brand = "${brandName((n * 7) % 40)}") ${windowAt(n)}`,
  (n) => `ordered() count >= ${1 + (n % 3)} ${windowAt(n)}`,
  (n) => `ordered() sum > ${(n * 13) % 600} EUR ${windowAt(n)}`,
  (n) => `did("${EVENT_TYPES[n % EVENT_TYPES.length]}") count >= 2 ${windowAt(n)}`,
  (n) => `did("visit_started", source = ${n % 2 === 0 ? 'adv' : 'email'}) ${windowAt(n)}`,
  (n) => `attribute("country") = "${COUNTRIES[n % COUNTRIES.length]}"`,
];

export const benchmark: Benchmark = {
  name: 'judge',
  title: '200 segments judged for one customer at a time, 100,000 customers',
  async run({ size = CUSTOMERS, say }: BenchmarkOptions): Promise<Measure[]> {
    say('loading');
    const facts = segmentFacts(segmentShop(size));
    const conditions = Array.from({ length: SEGMENTS }, (_, n) => segment(n));
    const startedAt = performance.now();
    const judge = new JudgeAll(conditions, benchContext(facts));
    const verdicts = new Uint8Array(judge.size);
    judge.judgeAll(0, { at: END_S * 1000 }, verdicts);
    const compiledMs = performance.now() - startedAt;
    say('judging');
    return [
      { name: 'customers', value: size },
      { name: 'segments', value: SEGMENTS },
      { name: 'compiled', value: compiledMs, unit: 'ms' },
      { name: 'all segments of one customer', value: microseconds(judge, size, () => 0), unit: 'µs' },
      { name: 'the same, another instant each time', value: microseconds(judge, size, (n) => n), unit: 'µs' },
    ];
  },
};

/** Median over runs, a customer. */
function microseconds(judge: JudgeAll, customers: number, laterMs: (customer: number) => number): number {
  const verdicts = new Uint8Array(judge.size);
  const runs = Array.from({ length: RUNS }, () => {
    const startedAt = performance.now();
    for (let customer = 0; customer < customers; customer += 1) {
      judge.judgeAll(customer, { at: END_S * 1000 + laterMs(customer) }, verdicts);
    }
    return ((performance.now() - startedAt) * 1000) / customers;
  });
  return median(runs);
}

function segment(n: number): Condition {
  const [first, second] = [leaf(n), leaf(n * 3 + 1)];
  const texts = [first, `${first} and ${second}`, `${first} or not ${second}`];
  return parseCondition(texts[n % texts.length] ?? first, { currency: 'EUR', minorPerUnit: 100 });
}

function leaf(n: number): string {
  return LEAVES[n % LEAVES.length]?.(n) ?? 'everyone';
}

function windowAt(n: number): string {
  return WINDOWS[(n >> 2) % WINDOWS.length] ?? '';
}
