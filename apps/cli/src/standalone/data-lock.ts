import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { EXIT } from '../output/exit-code.ts';
import { CommandError } from '../output/failure.ts';
import { hasEnded } from './process-end.ts';
import { hasSystemCode } from './system-error.ts';

const FILE = 'owner.pid';

async function tryTake(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(`${process.pid}\n`);
    await handle.close();
    return true;
  } catch (thrown) {
    if (hasSystemCode(thrown, 'EEXIST')) return false;
    throw thrown;
  }
}

/**
 * Makes this process the only one that works on a data folder; gives the function that lets go. A mark left behind by a process
 * that died is taken over.
 */
export async function takeDataDirectory(directory: string): Promise<() => Promise<void>> {
  await mkdir(directory, { recursive: true });
  const file = join(directory, FILE);
  const release = () => rm(file, { force: true });
  if (await tryTake(file)) return release;
  const pid = Number(await readFile(file, 'utf8').catch(() => '0'));
  if (pid > 0 && !(await hasEnded(pid))) {
    throw new CommandError(
      `${directory} is in use by process ${pid}; stop it first, or choose another --data`,
      EXIT.failure,
    );
  }
  await release();
  if (await tryTake(file)) return release;
  throw new CommandError(`${directory} was taken by another process at this moment`, EXIT.failure);
}
