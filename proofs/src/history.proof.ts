import { runBenchmark } from './bench-process.ts';
import { atMost, type Figure, measured, type Proof } from './proof.ts';

export const proof: Proof = {
  name: 'history',
  title: 'the size of a new segment over the last 365 days at 1,000,000 customers',
  short: false,
  async run({ say }): Promise<Figure[]> {
    say('npm run bench -- segments');
    const figure = await runBenchmark(['segments']);
    return [
      measured('customers', figure('customers')),
      atMost('size over 365 days', figure('size of Q1 over 365 days'), 1000, 'ms'),
    ];
  },
};
