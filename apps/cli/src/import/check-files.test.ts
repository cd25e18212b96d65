import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { inTemporaryDirectory } from '../testing/temporary-directory.ts';
import { checkFiles } from './check-files.ts';

test('all that cannot be read is named at once', async () => {
  await inTemporaryDirectory(async (directory) => {
    const [there, folder, absent, empty] = ['a.csv', 'folder', 'b.csv', 'empty.csv'].map((name) =>
      join(directory, name),
    );
    await writeFile(String(there), 'order_id\n');
    await writeFile(String(empty), '');
    await mkdir(String(folder));
    await checkFiles([String(there)]);
    const checking = checkFiles([String(there), String(folder), String(absent), String(empty), 'c.csv']);
    await expect(checking).rejects.toMatchObject({
      exitCode: 2,
      message: `${folder} is not a file; there is no file ${absent}; ${empty} is empty; there is no file c.csv in ${process.cwd()}: nothing was sent, correct it and run the command again`,
    });
  });
});
