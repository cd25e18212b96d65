import { runBenchmark } from './bench-process.ts';
import { atLeast, type Figure, measured, type Proof } from './proof.ts';

const IN_A_SECOND = 'kinds whose size over 365 days takes a second at most';

export const proof: Proof = {
  name: 'history',
  title: 'the size over the last 365 days of a new segment of each kind of condition at 1,000,000 customers',
  short: false,
  async run({ say }): Promise<Figure[]> {
    say('npm run bench -- kinds, which tells them one by one');
    const figure = await runBenchmark(['kinds']);
    return [
      measured('customers', figure('customers')),
      atLeast(IN_A_SECOND, figure(IN_A_SECOND), figure('kinds')),
      measured('slowest size over 365 days', figure('slowest size over 365 days'), 'ms'),
    ];
  },
};
