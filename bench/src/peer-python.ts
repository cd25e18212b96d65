import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ENVIRONMENTS = join(import.meta.dirname, '..', '..', '.cache', 'peers');

/**
 * A Python that has a peer from PyPI, in an environment of its own, which is made at the first need and kept.
 * @param requirement such as `chdb==4.4.0`
 * @returns the path of the interpreter, or the reason why it cannot be had
 */
export async function preparePeerPython(
  requirement: string,
): Promise<{ python: string } | { reason: string }> {
  const folder = join(ENVIRONMENTS, requirement);
  const python = join(folder, 'bin', 'python');
  const made = join(folder, 'made');
  try {
    if (existsSync(made)) return { python };
    await run('python3', ['-m', 'venv', '--clear', folder]);
    await run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', requirement]);
    await writeFile(made, '');
    return { python };
  } catch (error) {
    return { reason: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) };
  }
}
