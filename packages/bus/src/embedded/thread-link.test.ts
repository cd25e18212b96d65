import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Bus } from '../port.ts';
import { eventually, freshNames, outgoing, readToEnd, streamConfig } from '../testing/bus-harness.ts';
import { openEmbeddedBus } from './embedded-bus.ts';

const OTHER_THREAD = fileURLToPath(new URL('../testing/other-thread.ts', import.meta.url));
const ours = { ...freshNames(), stream: 'OURS', prefix: 'ours', tenant: 'shop' };
const theirs = { ...freshNames(), stream: 'THEIRS', prefix: 'theirs', tenant: 'shop' };
const streams = [streamConfig(ours), streamConfig(theirs)];
let directory: string;
let port: MessagePort;
let worker: Worker;
let bus: Bus;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'perennial-bus-threads-'));
  const { port1, port2 } = new MessageChannel();
  port = port1;
  const writes = (stream: string): boolean => stream === 'THEIRS';
  bus = await openEmbeddedBus({ directory, streams, otherThread: { channel: port1, writes } });
  const workerData = { port: port2, directory, streams };
  worker = new Worker(OTHER_THREAD, { workerData, transferList: [port2] });
});

afterEach(async () => {
  const exited = once(worker, 'exit');
  port.postMessage('stop');
  await exited;
  await bus.drain();
  port.close();
  await rm(directory, { recursive: true, force: true });
});

const answersThere = async (count: number) =>
  eventually(`${count} answers`, async () => (await bus.state('THEIRS')).lastSequence >= count);

describe('an embedded log that two threads have open', () => {
  test('shows each of them all that the other one publishes, in order', async () => {
    const ids = Array.from({ length: 500 }, (_, index) => `m${index}`);
    for (let from = 0; from < ids.length; from += 50)
      await bus.publish(ids.slice(from, from + 50).map((id) => outgoing(ours, id)));
    await answersThere(ids.length);
    const answers = await readToEnd(bus, 'THEIRS');
    expect(answers.map(({ id }) => id)).toEqual(ids.map((id) => `answer-${id}`));
    expect(answers.map(({ sequence }) => sequence)).toEqual(ids.map((_, index) => index + 1));
  });

  test('hands a publish over to the thread that writes the stream, which drops repeats', async () => {
    const [first] = await bus.publish([outgoing(theirs, 'once')]);
    const [again] = await bus.publish([outgoing(theirs, 'once')]);
    expect([first, again]).toEqual([
      { sequence: 1, duplicate: false },
      { sequence: 1, duplicate: true },
    ]);
    await answersThere(1);
    expect(await bus.purge('THEIRS', 'theirs.>')).toBe(1);
    await expect(bus.publish([outgoing(ours, 'a'), outgoing(theirs, 'b')])).rejects.toThrow('two threads');
  });

  test('tells the reason when the other thread refuses', async () => {
    const refused = bus.publish([{ ...outgoing(theirs, 'x'), headers: { 'Upper-Case': 'x' } }]);
    await expect(refused).rejects.toMatchObject({ name: 'MessageRefusedError' });
  });
});
