import { runBenchmark } from './bench-process.ts';
import { atLeast, atMost, type Figure, measured, type Proof } from './proof.ts';

export const proof: Proof = {
  name: 'transitions',
  title: '200 active segments of 1,000,000 customers: transitions within half a second, expiries at no cost',
  short: false,
  async run({ say }): Promise<Figure[]> {
    say('npm run bench -- transitions');
    const figure = await runBenchmark(['transitions']);
    return [
      measured('customers', figure('customers')),
      measured('segments', figure('segments')),
      atLeast('events published', figure('events published'), 2_900, 'events/s'),
      atMost('event to published transition, p50', figure('event to published transition, p50'), 50, 'ms'),
      atMost('event to published transition, p99', figure('event to published transition, p99'), 500, 'ms'),
      measured('pending expiries', figure('pending expiries')),
      atMost('CPU at idle', figure('CPU at idle'), 2, '%'),
      atMost('all segments of one customer', figure('all segments of one customer'), 10, 'µs'),
      measured('rows appended', figure('rows appended')),
      atLeast(
        'durable appends, all structures kept up',
        figure('durable appends, all structures kept up'),
        1_000_000,
        'rows/s',
      ),
      measured('first snapshot', figure('first snapshot'), 's'),
      measured('longest batch appended', figure('longest batch appended'), 's'),
      measured('messages into the log underneath', figure('messages into the log underneath'), 'messages/s'),
      measured('everybody judged at a start', figure('everybody judged at a start'), 's'),
      measured('a start behind a stop', figure('a start behind a stop'), 's'),
    ];
  },
};
