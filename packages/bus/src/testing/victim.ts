import { openEmbeddedBus } from '../embedded/embedded-bus.ts';
import { freshNames, outgoing, streamConfig } from './bus-harness.ts';

/** A process for tests to kill. `publish`: publishes for ever and prints the number acknowledged; `work`: dies in its handler. */
const [mode = '', directory = '', first = '0'] = process.argv.slice(2);

const names = { ...freshNames(), stream: 'VICTIM', prefix: 'victim', tenant: 'shop' };
const bus = await openEmbeddedBus({ directory, streams: [streamConfig(names)] });

async function publishForEver(): Promise<never> {
  for (let next = Number(first); ; next += 10) {
    await bus.publish(Array.from({ length: 10 }, (_, index) => outgoing(names, `id-${next + index}`)));
    process.stdout.write(`${next + 10}\n`);
  }
}

if (mode === 'publish') await publishForEver();
else {
  const options = {
    stream: 'VICTIM',
    durable: 'killer',
    maxInFlight: 1,
    ackWaitMs: 60_000,
    maxDeliver: 2,
    backoffMs: [1],
  };
  await bus.work(options, async () => {
    process.kill(process.pid, 'SIGKILL');
  });
}
