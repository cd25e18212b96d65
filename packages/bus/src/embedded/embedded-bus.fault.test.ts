import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { listDeadLetters } from '../dead-letter/list-dead-letters.ts';
import { eventually, freshNames, outgoing, readToEnd, streamConfig } from '../testing/bus-harness.ts';
import { openEmbeddedBus } from './embedded-bus.ts';

const VICTIM = fileURLToPath(new URL('../testing/victim.ts', import.meta.url));
const names = { ...freshNames(), stream: 'VICTIM', prefix: 'victim', tenant: 'shop' };
const streams = [streamConfig(names)];
let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'perennial-bus-kill-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

function startVictim(mode: string, first = 0): ChildProcess {
  return spawn(process.execPath, [VICTIM, mode, directory, String(first)], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

/** Lets a process publish from `first`, kills it once 300 more are acknowledged, and resolves to how many were. */
async function publishAndKill(first: number): Promise<number> {
  const victim = startVictim('publish', first);
  const ended = once(victim, 'exit');
  let acknowledged = first;
  if (!victim.stdout) throw new Error('The process has no output');
  for await (const line of createInterface({ input: victim.stdout })) {
    acknowledged = Number(line);
    if (acknowledged >= first + 300) victim.kill('SIGKILL');
  }
  await ended;
  return acknowledged;
}

describe('kill -9 of the embedded log', () => {
  test('loses nothing that was acknowledged, leaves no gap, and keeps the duplicate window', async () => {
    let acknowledged = 0;
    for (let kill = 0; kill < 3; kill++) acknowledged = await publishAndKill(acknowledged);
    const bus = await openEmbeddedBus({ directory, streams });
    const messages = await readToEnd(bus, 'VICTIM');
    expect(messages.length).toBeGreaterThanOrEqual(acknowledged);
    expect(messages.every((message, index) => message.sequence === index + 1)).toBe(true);
    expect(new Set(messages.map((message) => message.id)).size).toBe(messages.length);
    const retried = await bus.publish(
      Array.from({ length: acknowledged }, (_, index) => outgoing(names, `id-${index}`)),
    );
    expect(retried.every((published) => published.duplicate)).toBe(true);
    await bus.drain();
  });

  test('a message that kills its process is parked after max deliver without another try', async () => {
    const before = await openEmbeddedBus({ directory, streams });
    await before.publish([outgoing(names, 'killer'), outgoing(names, 'harmless')]);
    await before.drain();
    for (let death = 0; death < 2; death++) await once(startVictim('work'), 'exit');
    const bus = await openEmbeddedBus({ directory, streams });
    const handled: string[] = [];
    const options = { stream: 'VICTIM', durable: 'killer', maxInFlight: 1, ackWaitMs: 60_000, maxDeliver: 2 };
    const work = await bus.work(
      { ...options, backoffMs: [1] },
      async ({ message }) => void handled.push(message.id),
    );
    await eventually('the queue is empty', async () => (await work.pending()) === 0);
    await work.stop(1_000);
    expect(handled).toEqual(['harmless']);
    expect(await listDeadLetters(bus, { after: 0, limit: 5 })).toMatchObject([
      { messageId: 'killer', attempts: 2, lastError: 'Error: the process ended during try 2' },
    ]);
    await bus.drain();
  });
});
