import { runBenchmark } from './bench-process.ts';
import { atLeast, atMost, type Figure, measured, type Proof } from './proof.ts';

export const proof: Proof = {
  name: 'scoring',
  title: 'all RFM schemes of 1,000,000 customers and 10,000,000 lines from facts in memory',
  short: false,
  async run({ say }): Promise<Figure[]> {
    say('npm run bench -- scoring');
    const figure = await runBenchmark(['scoring']);
    return [
      measured('customers', figure('customers')),
      measured('rows', figure('rows, each order line one')),
      atMost('all schemes, median of 7', figure('all schemes, median of 7'), 150, 'ms'),
      atLeast('facts loaded', figure('rows loaded, median of 7'), 20_000_000, 'rows/s'),
      atMost('facts in memory', figure('facts in memory'), 700, 'MB'),
      atMost('peak resident memory', figure('peak resident memory while scoring'), 700, 'MB'),
    ];
  },
};
