import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Store } from '@perennial/store';
import { listDeadLetters } from '../dead-letter/list-dead-letters.ts';
import { openEmbeddedBus } from '../embedded/embedded-bus.ts';
import type { Bus, Message } from '../port.ts';
import { eventually, freshNames, streamConfig } from '../testing/bus-harness.ts';
import { busUnder, Interrupt, storeUnder } from '../testing/interrupt.ts';
import { publishSpread, SequencedState, testReader, withStore } from '../testing/reader-fixture.ts';
import { LEASE_COLLECTION, type LeaseDocument } from './lease-document.ts';

const names = freshNames();
const MESSAGES = 24;
let directory: string;
let bus: Bus;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'perennial-reader-fault-'));
  bus = await openEmbeddedBus({ directory, streams: [streamConfig(names)] });
  await publishSpread(bus, names, MESSAGES);
});
afterAll(async () => {
  await bus.drain();
  await rm(directory, { recursive: true, force: true });
});

/** Kills a reader at its n-th await, lets another finish; true when the first was really killed. */
async function killAndTakeOver(store: Store, name: string, interrupt: Interrupt): Promise<boolean> {
  const state = new SequencedState();
  let nowMs = 1_000_000;
  const clock = () => nowMs;
  const dying = testReader(busUnder(bus, interrupt), storeUnder(store, interrupt), names, {
    name,
    clock,
    maxBatch: 5,
    handle: async (batch) => {
      for (const message of batch) await interrupt.point(async () => state.apply(message));
    },
  });
  await eventually('the reader is killed or done', () => interrupt.happened || dying.through === MESSAGES);
  const killed = interrupt.happened;
  await dying.stop();
  nowMs += 61_000;
  const heir = testReader(bus, store, names, {
    name,
    clock,
    owner: 'owner-b',
    handle: async (batch) => {
      for (const message of batch) state.apply(message);
    },
  });
  await eventually('the heir has read everything', () => heir.through === MESSAGES);
  await heir.stop();
  for (let partition = 0; partition < 4; partition++) {
    const expected = Array.from({ length: MESSAGES / 4 }, (_, index) => index * 4 + partition + 1);
    expect(state.sequencesOf(partition)).toEqual(expected);
  }
  return killed;
}

describe('a reader that dies', () => {
  test.each([false, true])(
    'at any await point leaves its heir nothing lost or out of order (call carried out: %s)',
    async (carriedOut) => {
      await withStore(async (store) => {
        let at = 1;
        while (await killAndTakeOver(store, `reader-${at}`, new Interrupt(at, carriedOut))) at++;
        expect(at).toBeGreaterThan(MESSAGES);
      });
    },
  );
});

describe('a late owner', () => {
  test('that was paused past its lease cannot move the position, and stops reading', async () => {
    await withStore(async (store) => {
      let nowMs = 1_000_000;
      const clock = () => nowMs;
      const errors: unknown[] = [];
      const gate = Promise.withResolvers<void>();
      let paused = false;
      const late = testReader(bus, store, names, {
        clock,
        maxBatch: 4,
        onError: (error) => errors.push(error),
        handle: () => {
          paused = true;
          return gate.promise;
        },
      });
      await eventually('it is paused in its handler', () => paused);
      nowMs += 61_000;
      const heir = testReader(bus, store, names, { clock, owner: 'owner-b', handle: async () => undefined });
      await eventually('the heir has read everything', () => heir.through === MESSAGES);
      gate.resolve();
      await eventually('the late owner finds out', () => errors.length > 0);
      expect(String(errors[0])).toMatch(/LeaseLostError.*0, 1, 2, 3 went to another owner/);
      await late.stop();
      await heir.stop();
      const documents = await store
        .collection<LeaseDocument>(LEASE_COLLECTION)
        .find({ reader: 'reader' })
        .toArray();
      expect(documents.map(({ owner, epoch, position }) => ({ owner, epoch, position }))).toEqual(
        Array.from({ length: 4 }, () => ({ owner: 'owner-b', epoch: 2, position: MESSAGES })),
      );
    });
  });
});

describe('owners of one reader', () => {
  test('share the partitions evenly when a second one comes, and the first takes all when it goes', async () => {
    await withStore(async (store) => {
      const handle = async () => undefined;
      const first = testReader(bus, store, names, { leaseMs: 150, handle });
      await eventually('the first holds all', () => first.partitions.length === 4);
      const second = testReader(bus, store, names, { leaseMs: 150, owner: 'owner-b', handle });
      await eventually(
        'both hold two',
        () => first.partitions.length === 2 && second.partitions.length === 2,
      );
      expect([...first.partitions, ...second.partitions].toSorted()).toEqual([0, 1, 2, 3]);
      await second.stop();
      await eventually('the first holds all again', () => first.partitions.length === 4);
      await first.stop();
    });
  });
});

describe('an outage', () => {
  test('parks nothing: the reader waits until the store answers again', async () => {
    await withStore(async (store) => {
      let down = true;
      const ailing: Store = {
        collection: (collection) => store.collection(collection),
        ping: () => (down ? Promise.reject(new Error('down')) : store.ping()),
        close: () => store.close(),
      };
      const handled: Message[] = [];
      let tries = 0;
      const reader = testReader(bus, ailing, names, {
        tries: 2,
        handle: async (batch) => {
          tries++;
          if (down) throw new Error('no store');
          handled.push(...batch);
        },
      });
      await eventually('many tries', () => tries > 10);
      down = false;
      await eventually('everything is handled', () => handled.length === MESSAGES);
      await reader.stop();
      expect(await listDeadLetters(bus, { after: 0, limit: 1 })).toEqual([]);
    });
  });
});
