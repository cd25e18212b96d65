import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Facts } from '../facts.ts';
import type { EventRecord } from '../record.ts';
import { sourceFact } from '../source.ts';
import { histories, instantsAsked } from '../testing/histories.ts';
import { Oracle } from '../testing/oracle.ts';
import { FORMAT, readManifest, writeManifest } from './manifest.ts';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'perennial-facts-'));
});
afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

function view(eventId: string, customerId = 'ann'): EventRecord {
  return {
    ...{
      kind: 'event',
      customerId,
      node: `user:${customerId}`,
      eventId,
      type: 'page_viewed',
      time: 5,
      recordedTime: 6,
    },
    ...{ source: sourceFact({ sourceClass: 'direct' }), productId: '', page: '/', query: '', durationMs: 0 },
  };
}

async function savedFacts(): Promise<Facts> {
  const facts = new Facts();
  facts.applyBatch([view('e1'), view('e2', 'bob'), view('e3', '')]);
  await facts.save(directory, { EVENTS: 3 });
  return facts;
}

describe('a snapshot', () => {
  test('brings back facts and positions, and the facts go on from there', async () => {
    await fc.assert(
      fc.asyncProperty(histories, histories, instantsAsked, async (before, after, asOf) => {
        const facts = new Facts();
        facts.applyBatch(before);
        await facts.save(directory, { EVENTS: before.length });
        const loaded = await Facts.load(directory);
        expect(loaded?.positions).toEqual({ EVENTS: before.length });
        expect(loaded?.facts.canonicalBytes().equals(facts.canonicalBytes())).toBe(true);
        loaded?.facts.applyBatch(after);
        facts.applyBatch(after);
        expect(loaded?.facts.canonicalBytes().equals(facts.canonicalBytes())).toBe(true);
        const oracle = new Oracle([...before, ...after]);
        for (const id of oracle.customerIds()) {
          const index = loaded?.facts.customerIndexOf(id) ?? -1;
          expect(loaded?.facts.ordersOf(index, asOf)).toEqual(oracle.ordersOf(id, asOf));
        }
      }),
      { numRuns: 40 },
    );
  });

  test('is of the instant at which it was begun, whatever is applied while it is written', async () => {
    const facts = await savedFacts();
    facts.applyBatch(Array.from({ length: 20_000 }, (_, i) => view(`more-${i}`)));
    await facts.save(directory, { EVENTS: 4 });
    const begun = facts.canonicalBytes();
    facts.applyBatch([{ ...view('e1'), recordedTime: 5 }, view('later', 'zoe')]);
    facts.apply({
      ...{ kind: 'node-moved', node: 'user:ann', fromCustomerId: 'ann', toCustomerId: 'bob', generation: 1 },
    });
    await facts.snapshotWritten();
    expect(await readdir(directory)).toContain('dimensions.2.part');
    expect((await Facts.load(directory))?.facts.canonicalBytes().equals(begun)).toBe(true);
    await facts.save(directory, { EVENTS: 5 });
    const loaded = await Facts.load(directory);
    expect(loaded?.positions).toEqual({ EVENTS: 5 });
    expect(loaded?.facts.canonicalBytes().equals(facts.canonicalBytes())).toBe(true);
  });

  test('that was never written is none', async () => {
    expect(await Facts.load(join(directory, 'nowhere'))).toBeUndefined();
  });

  test('keeps no file of the one before that it does not need', async () => {
    const facts = await savedFacts();
    while ((await readdir(directory)).includes('dimensions.1.part')) {
      facts.applyBatch(Array.from({ length: 10_000 }, (_, i) => view(`${facts.rowCount}-${i}`)));
      await facts.save(directory, { EVENTS: facts.rowCount });
      await facts.snapshotWritten();
    }
    const files = (await readdir(directory)).sort();
    expect(files).toEqual(['dimensions.2.part', 'guests.1.part', 'manifest', 'shard-0.2.part']);
    expect((await Facts.load(directory))?.facts.rowCount).toBe(facts.rowCount);
  });

  test('in which any byte of any file is damaged is refused, so that the log is replayed', async () => {
    await savedFacts();
    for (const file of await readdir(directory)) {
      const path = join(directory, file);
      const whole = await readFile(path);
      for (const at of [0, 5, Math.floor(whole.length / 2), whole.length - 1]) {
        const damaged = Buffer.from(whole);
        damaged[at] = (damaged[at] ?? 0) ^ 0x40;
        await writeFile(path, damaged);
        expect(await Facts.load(directory)).toBeUndefined();
      }
      await writeFile(path, whole.subarray(0, whole.length - 1));
      expect(await Facts.load(directory)).toBeUndefined();
      await writeFile(path, whole);
    }
    expect(await Facts.load(directory)).toBeDefined();
  });

  test.each([FORMAT - 1, FORMAT + 1])(
    'of format %i is ignored, so that the log is replayed',
    async (format) => {
      await savedFacts();
      const manifest = await readManifest(directory);
      if (manifest === undefined) throw new Error('nothing was saved');
      await writeManifest(directory, { ...manifest, format });
      expect(await Facts.load(directory)).toBeUndefined();
      const others = new Facts();
      others.apply(view('other'));
      await others.save(directory, { EVENTS: 1 });
      expect((await Facts.load(directory))?.facts.canonicalBytes().equals(others.canonicalBytes())).toBe(
        true,
      );
    },
  );

  test('that a crash interrupted leaves the one before in force', async () => {
    await savedFacts();
    await writeFile(join(directory, 'dimensions.2.part'), 'cut off');
    await writeFile(join(directory, 'manifest.next'), 'cut off');
    expect((await Facts.load(directory))?.positions).toEqual({ EVENTS: 3 });
    const facts = (await Facts.load(directory))?.facts;
    facts?.apply(view('e4'));
    await facts?.save(directory, { EVENTS: 4 });
    expect((await Facts.load(directory))?.positions).toEqual({ EVENTS: 4 });
  });

  test('takes nothing from a directory that other facts were saved to', async () => {
    await savedFacts();
    const others = new Facts();
    others.apply(view('other'));
    await others.save(directory, { EVENTS: 9 });
    const loaded = await Facts.load(directory);
    expect(loaded?.facts.canonicalBytes().equals(others.canonicalBytes())).toBe(true);
  });

  test('in the making refuses new records, which it could hold half of', async () => {
    const facts = new Facts();
    const saving = facts.save(directory, {});
    expect(() => facts.apply(view('e1'))).toThrow('facts are being saved');
    await saving;
    expect(facts.apply(view('e1'))).toBe(0);
  });
});
