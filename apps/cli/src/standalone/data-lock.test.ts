import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { inTemporaryDirectory } from '../testing/temporary-directory.ts';
import { takeDataDirectory } from './data-lock.ts';

/** A process that lives until it is ended. */
function otherProcess() {
  return spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' });
}

test('a data folder has one owner at a time', async () => {
  await inTemporaryDirectory(async (directory) => {
    const other = otherProcess();
    try {
      await writeFile(join(directory, 'owner.pid'), `${other.pid}\n`);
      await expect(takeDataDirectory(directory)).rejects.toThrow(`is in use by process ${other.pid}`);
    } finally {
      other.kill('SIGKILL');
    }
  });
});

test('a mark left by a process that was killed is taken over though its parent took no notice of its end', async () => {
  await inTemporaryDirectory(async (directory) => {
    // What the shell becomes does not know of the child.
    const parent = spawn('sh', ['-c', 'sleep 1000 & echo $!; exec sleep 1000'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    try {
      const [printed] = await once(parent.stdout, 'data');
      const pid = Number(printed);
      await writeFile(join(directory, 'owner.pid'), `${pid}\n`);
      process.kill(pid, 'SIGKILL');
      await (await takeDataDirectory(directory))();
    } finally {
      parent.kill('SIGKILL');
    }
  });
});

test('a mark left by a process that died is taken over, and taken off at the end', async () => {
  await inTemporaryDirectory(async (directory) => {
    const file = join(directory, 'owner.pid');
    const other = otherProcess();
    await writeFile(file, `${other.pid}\n`);
    other.kill('SIGKILL');
    await once(other, 'exit');
    const release = await takeDataDirectory(directory);
    expect(Number(await readFile(file, 'utf8'))).toBe(process.pid);
    await release();
    await expect(readFile(file)).rejects.toThrow('ENOENT');
  });
});
