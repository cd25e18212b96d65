import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { EXIT } from '../output/exit-code.ts';
import { CommandError } from '../output/failure.ts';
import { hasSystemCode } from '../standalone/system-error.ts';

async function problemOf(path: string): Promise<string | undefined> {
  try {
    const found = await stat(path);
    if (!found.isFile()) return `${path} is not a file`;
    if (found.size === 0) return `${path} is empty`;
    await access(path, constants.R_OK);
    return undefined;
  } catch (thrown) {
    if (hasSystemCode(thrown, 'EACCES')) return `${path} may not be read`;
    if (!hasSystemCode(thrown, 'ENOENT')) throw thrown;
    return isAbsolute(path) ? `there is no file ${path}` : `there is no file ${path} in ${process.cwd()}`;
  }
}

/** Throws one error that names every file that cannot be read, before anything is sent. */
export async function checkFiles(paths: readonly string[]): Promise<void> {
  const found = await Promise.all(paths.map(problemOf));
  const problems = found.filter((problem) => problem !== undefined);
  if (problems.length === 0) return;
  throw new CommandError(
    `${problems.join('; ')}: nothing was sent, correct it and run the command again`,
    EXIT.usage,
  );
}
