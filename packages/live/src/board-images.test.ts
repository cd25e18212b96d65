import { appendFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { BoardImages } from './board-images.ts';
import { freshProgress } from './progress-store.ts';

const IMAGE = Uint8Array.of(1, 2, 3);
const PROGRESS = freshProgress(1_000, { borders: [1] }, { eventsSequence: 7, changesSequence: 5 });

describe('images of boards (DSEG-1)', () => {
  let directory = '';
  let images = new BoardImages(directory);

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'perennial-images-'));
    images = new BoardImages(join(directory, 'boards'));
  });

  afterEach(async () => {
    await rm(directory, { recursive: true, force: true });
  });

  test('are read by the progress that they were saved with, and by no other', async () => {
    expect(await images.read('demo', PROGRESS)).toBeUndefined();
    await images.save('demo', PROGRESS, IMAGE);
    expect(Array.from((await images.read('demo', structuredClone(PROGRESS))) ?? [])).toEqual([...IMAGE]);
    expect(await images.read('other', PROGRESS)).toBeUndefined();
    for (const moved of [{ eventsSequence: 8 }, { workedThroughMs: 1_001 }, { state: { borders: [2] } }])
      expect(await images.read('demo', { ...PROGRESS, ...moved })).toBeUndefined();
  });

  test('are not read when damaged', async () => {
    await images.save('demo', PROGRESS, IMAGE);
    const [file = ''] = await readdir(join(directory, 'boards'));
    await appendFile(join(directory, 'boards', file), 'x');
    expect(await images.read('demo', PROGRESS)).toBeUndefined();
  });

  test('stand in place of those of before', async () => {
    await images.save('demo', PROGRESS, IMAGE);
    const later = { ...PROGRESS, eventsSequence: 9 };
    await images.save('demo', later, Uint8Array.of(4));
    expect(await images.read('demo', PROGRESS)).toBeUndefined();
    expect(Array.from((await images.read('demo', later)) ?? [])).toEqual([4]);
  });
});
