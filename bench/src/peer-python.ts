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
 * @returns the path of the interpreter
 * @throws Error that says why it cannot be had: a benchmark that was asked for peers is none without them
 */
export async function preparePeerPython(requirement: string): Promise<string> {
  const folder = join(ENVIRONMENTS, requirement);
  const python = join(folder, 'bin', 'python');
  const made = join(folder, 'made');
  if (existsSync(made)) return python;
  try {
    await run('python3', ['-m', 'venv', '--clear', folder]);
    await run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', requirement]);
    await writeFile(made, '');
    return python;
  } catch (cause) {
    const what = `${requirement} cannot be installed; it takes python3 with venv, and PyPI`;
    throw new Error(`${what}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
