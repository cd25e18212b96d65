import { runBenchmark } from './bench-process.ts';
import { atLeast, atMost, type Figure, measured, type Proof } from './proof.ts';

export const proof: Proof = {
  name: 'ingest',
  title: 'events a second accepted durably and until scored, on the embedded log and on JetStream',
  short: false,
  async run({ say }): Promise<Figure[]> {
    say('npm run bench -- ingest');
    const embedded = await runBenchmark(['ingest']);
    say('npm run bench -- ingest nats');
    const jetStream = await runBenchmark(['ingest', 'nats']);
    const bare = jetStream('bare publisher');
    return [
      atLeast('embedded: accepted durably', embedded('accepted durably'), 20_000, 'events/s'),
      atLeast('embedded: until scored', embedded('until scored'), 8_000, 'events/s'),
      atMost('embedded: answer at half load, p99', embedded('answer at half load, p99'), 50, 'ms'),
      measured('embedded: raw log', embedded('raw embedded log'), 'messages/s'),
      atLeast('JetStream: accepted durably', jetStream('accepted durably'), bare / 2, 'events/s'),
      measured('JetStream: until scored', jetStream('until scored'), 'events/s'),
      measured('JetStream: bare publisher', bare, 'messages/s'),
    ];
  },
};
