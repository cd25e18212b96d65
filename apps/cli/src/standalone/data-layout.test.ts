import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { inTemporaryDirectory } from '../testing/temporary-directory.ts';
import { checkDataLayout } from './data-layout.ts';

test('a new data folder is marked and taken again', async () => {
  await inTemporaryDirectory(async (directory) => {
    await checkDataLayout(directory);
    await mkdir(join(directory, 'store'));
    await checkDataLayout(directory);
    expect(await readFile(join(directory, 'layout'), 'utf8')).toBe('3\n');
  });
});

test.each([
  ['without a mark', undefined, 'layout 1'],
  ['of a later version', '9\n', 'layout 9'],
])('a folder in use %s is refused and left as it is', async (_title, mark, said) => {
  await inTemporaryDirectory(async (directory) => {
    await mkdir(join(directory, 'store'));
    if (mark !== undefined) await writeFile(join(directory, 'layout'), mark);
    await expect(checkDataLayout(directory)).rejects.toThrow(said);
    expect(await readFile(join(directory, 'layout'), 'utf8').catch(() => undefined)).toBe(mark);
  });
});
