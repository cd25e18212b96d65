import { type MessagePort, workerData } from 'node:worker_threads';
import { openEmbeddedBus } from '../embedded/embedded-bus.ts';
import type { StreamConfig } from '../port.ts';

/** Answers each message of `ours` with one in `theirs`, which this thread writes, until the port is closed. */
interface Settings {
  port: MessagePort;
  directory: string;
  streams: readonly [ours: StreamConfig, theirs: StreamConfig];
}

const { port, directory, streams }: Settings = workerData;
const [ours, theirs] = streams;
const writes = (stream: string): boolean => stream !== theirs.name;
const bus = await openEmbeddedBus({ directory, streams, otherThread: { channel: port, writes } });
const reading = new AbortController();
port.on('message', (message: unknown) => {
  if (message === 'stop') reading.abort();
});
for await (const batch of bus.read({ stream: ours.name, after: 0, signal: reading.signal })) {
  await bus.publish(
    batch.map(({ id, data }) => ({
      subject: `${theirs.subjectPrefix}.shop.0.answer`,
      id: `answer-${id}`,
      headers: {},
      data,
    })),
  );
}
await bus.drain();
port.close();
