import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Facts } from '../facts.ts';
import type { FactRecord } from '../record.ts';
import { histories } from '../testing/histories.ts';
import { visitRecord } from '../testing/visit-record.ts';

const VICTIM = fileURLToPath(new URL('../testing/journal-victim.ts', import.meta.url));
const KILLS = 3;

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'perennial-journal-'));
});
afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

function factsOf(records: readonly FactRecord[]): Facts {
  const facts = new Facts();
  facts.applyBatch(records);
  return facts;
}

function sameFacts(some: Facts | undefined, others: Facts): boolean {
  return some?.canonicalBytes().equals(others.canonicalBytes()) === true;
}

async function loaded(): Promise<{ facts: Facts; positions: Readonly<Record<string, number>> }> {
  const found = await Facts.load(directory);
  if (found === undefined) throw new Error('nothing was saved');
  return found;
}

/** Lets a process append, kills it once it has told of `most` durable rows, and resolves to the rows that it told of last. */
async function appendAndKill(most: number, batchRows: number): Promise<number> {
  const args = [VICTIM, directory, String(batchRows)];
  const victim = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(victim, 'exit');
  let told = 0;
  for await (const line of createInterface({ input: victim.stdout })) {
    told = Number(line);
    if (told >= most) victim.kill('SIGKILL');
  }
  await ended;
  return told;
}

/** Facts whose second snapshot did not come to be: their batches are in two journals. */
async function inTwoJournals(): Promise<{ facts: Facts; beforeGap: Buffer }> {
  const facts = factsOf([visitRecord('e1')]);
  await facts.save(directory, { EVENTS: 1 });
  await mkdir(join(directory, 'dimensions.2.part'));
  facts.applyBatch(Array.from({ length: 20_000 }, (_, i) => visitRecord(`more${i}`)));
  const beforeGap = factsOf([visitRecord('e1')]).canonicalBytes();
  await facts.save(directory, { EVENTS: 2 });
  facts.apply(visitRecord('e3', 'bob'));
  await facts.save(directory, { EVENTS: 3 });
  await facts.snapshotWritten();
  return { facts, beforeGap };
}

describe('facts saved batch by batch', () => {
  test('are read from both journals where a snapshot did not come to be, which the next save tells of', async () => {
    const { facts } = await inTwoJournals();
    const again = await loaded();
    expect(again.positions).toEqual({ EVENTS: 3 });
    expect(sameFacts(again.facts, facts)).toBe(true);
    await expect(facts.save(directory, { EVENTS: 4 })).rejects.toThrow('EISDIR');
    await rmdir(join(directory, 'dimensions.2.part'));
    await facts.save(directory, { EVENTS: 5 });
    expect((await loaded()).positions).toEqual({ EVENTS: 5 });
    expect(sameFacts((await loaded()).facts, facts)).toBe(true);
  });

  test('lose the second journal with the end of the first: no batch is applied behind a gap', async () => {
    const { beforeGap } = await inTwoJournals();
    const path = join(directory, '1.journal');
    const bytes = await readFile(path);
    await writeFile(path, bytes.subarray(0, bytes.length - 1));
    const again = await loaded();
    expect(again.positions).toEqual({ EVENTS: 1 });
    expect(again.facts.canonicalBytes().equals(beforeGap)).toBe(true);
    expect((await loaded()).positions).toEqual({ EVENTS: 1 });
  });

  test('are there again with each batch, its codes and its positions, and go on from there', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(histories, { minLength: 1, maxLength: 5 }), async (batches) => {
        let facts = new Facts();
        for (const [number, batch] of batches.entries()) {
          facts.applyBatch(batch);
          await facts.save(directory, { EVENTS: number });
          const again = await loaded();
          expect(again.positions).toEqual({ EVENTS: number });
          expect(sameFacts(again.facts, factsOf(batches.slice(0, number + 1).flat()))).toBe(true);
          if (number % 2 === 1) facts = again.facts;
        }
        await rm(directory, { recursive: true });
      }),
      { numRuns: 40 },
    );
  });

  test('take more records while a batch is on its way to the disk', async () => {
    const facts = factsOf([visitRecord('e1')]);
    await facts.save(directory, { EVENTS: 1 });
    facts.apply(visitRecord('e2'));
    const saving = facts.save(directory, { EVENTS: 2 });
    facts.apply(visitRecord('e3', 'bob'));
    await saving;
    expect(sameFacts((await loaded()).facts, factsOf([visitRecord('e1'), visitRecord('e2')]))).toBe(true);
    await facts.save(directory, { EVENTS: 3 });
    expect(sameFacts((await loaded()).facts, facts)).toBe(true);
  });

  test('are those of the last whole batch wherever a crash cut the journal or damaged its end, and go on from there', async () => {
    const facts = factsOf([visitRecord('e1')]);
    await facts.save(directory, { EVENTS: 1 });
    const whole = [facts.canonicalBytes()];
    const ends = [0];
    const path = join(directory, '1.journal');
    for (const number of [2, 3]) {
      facts.apply(visitRecord(`e${number}`, `c${number}`));
      await facts.save(directory, { EVENTS: number });
      whole.push(facts.canonicalBytes());
      ends.push((await readFile(path)).length);
    }
    const bytes = await readFile(path);
    for (let cut = 0; cut < bytes.length; cut += 7) {
      const batches = ends.filter((end) => end > 0 && end <= cut).length;
      for (const tail of [
        Buffer.alloc(0),
        Buffer.alloc(bytes.length - cut, 0xa5),
        Buffer.from([0xff, 0x12]),
      ]) {
        await writeFile(path, Buffer.concat([bytes.subarray(0, cut), tail]));
        const again = await loaded();
        expect(again.positions).toEqual({ EVENTS: batches + 1 });
        expect(again.facts.canonicalBytes().equals(whole[batches])).toBe(true);
        again.facts.apply(visitRecord('later', 'zoe'));
        await again.facts.save(directory, { EVENTS: 9 });
        expect(sameFacts((await loaded()).facts, again.facts)).toBe(true);
      }
    }
    await writeFile(path, Buffer.concat([bytes, Buffer.alloc(64)]));
    expect((await loaded()).positions).toEqual({ EVENTS: 3 });
  });

  test.each([
    ['', 50],
    [', snapshots being written meanwhile,', 1500],
  ])('survive kill -9 at any moment%s with every batch that was told to be durable', async (_, batchRows) => {
    let told = 0;
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const before = told;
      told = await appendAndKill(before + 10 * batchRows * kill, batchRows);
      expect(told).toBeGreaterThan(before);
      const { facts, positions } = await loaded();
      expect(facts.rowCount).toBeGreaterThanOrEqual(told);
      expect(positions).toEqual({ EVENTS: facts.rowCount });
      const expected = Array.from({ length: facts.rowCount }, (_, i) => visitRecord(`e${i}`, `c${i % 97}`));
      expect(sameFacts(facts, factsOf(expected))).toBe(true);
    }
  });
});
