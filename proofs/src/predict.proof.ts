import { runBenchmark } from './bench-process.ts';
import { atLeast, atMost, type Figure, measured, type Proof } from './proof.ts';

export const proof: Proof = {
  name: 'predict',
  title: 'models of 1,000,000 simulated customers fitted and scored, beside lifetimes 0.11.3 in the same run',
  short: false,
  async run({ say }): Promise<Figure[]> {
    say('npm run bench -- predict --peers (lifetimes takes some minutes for Pareto/NBD)');
    const figure = await runBenchmark(['predict', '--peers']);
    return [
      measured('customers', figure('customers')),
      measured('distinct histories', figure('distinct histories')),
      measured('BG/NBD fitted', figure('bg-nbd fitted, median of 3'), 's'),
      measured('MBG/NBD fitted', figure('mbg-nbd fitted, median of 3'), 's'),
      measured('Pareto/NBD fitted', figure('pareto-nbd fitted, median of 3'), 's'),
      atMost('all customers scored', figure('all customers scored'), 1, 's'),
      measured('peak resident memory, Pareto/NBD', figure('pareto-nbd peak resident memory'), 'MB'),
      measured('peak resident memory, scoring', figure('peak resident memory, scoring'), 'MB'),
      measured('purchases trained on', figure('purchases trained on')),
      atMost('whole training with report', figure('whole training with report'), 30, 's'),
      measured(
        'peak resident memory, training, facts included',
        figure('peak resident memory, training, facts included'),
        'MB',
      ),
      // Of 240 parameters 68 and 95 % are due; the bounds leave room for three standard deviations of chance.
      atLeast('parameters within one standard error', figure('within one standard error'), 58, '%'),
      atLeast('parameters within two standard errors', figure('within two standard errors'), 91, '%'),
      atMost('farthest parameter, in standard errors', figure('farthest, in standard errors'), 4),
      measured('lifetimes BG/NBD fitted', figure('lifetimes bg-nbd fitted'), 's'),
      measured('lifetimes Pareto/NBD fitted', figure('lifetimes pareto-nbd fitted'), 's'),
      atLeast('BG/NBD faster than lifetimes', figure('bg-nbd faster than lifetimes'), 10, 'times'),
      atLeast('Pareto/NBD faster than lifetimes', figure('pareto-nbd faster than lifetimes'), 20, 'times'),
    ];
  },
};
