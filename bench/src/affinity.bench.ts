import { basketsFromFacts, groupCustomers, learnAffinity } from '@perennial/affinity';
import type { Benchmark, Measure } from './benchmark.ts';
import { MILLION_CUSTOMERS, syntheticFacts } from './synthetic-facts.ts';

export const benchmark: Benchmark = {
  name: 'affinity',
  title: 'what goes with what, learned from 1,000,000 customers and 10 M order lines',
  run({ size = MILLION_CUSTOMERS.customers, say }): Promise<Measure[]> {
    say(`making facts of ${size.toLocaleString('en-GB')} customers`);
    const facts = syntheticFacts({ ...MILLION_CUSTOMERS, customers: size });
    const options = { at: MILLION_CUSTOMERS.endMs };
    const timed = (name: string, work: () => unknown): Measure => {
      say(name);
      return { name, value: secondsOf(work), unit: 's' };
    };
    const measures = [
      timed('baskets, pairs and top lists', () => learnAffinity(facts, options)),
      timed('groups of customers', () => groupCustomers(basketsFromFacts(facts, options))),
    ];
    const residentMb = process.resourceUsage().maxRSS / 1024;
    return Promise.resolve([
      { name: 'customers', value: size },
      ...measures,
      { name: 'peak resident memory, facts included', value: residentMb, unit: 'MB' },
    ]);
  },
};

function secondsOf(work: () => unknown): number {
  const startedAt = performance.now();
  work();
  return (performance.now() - startedAt) / 1000;
}
