import { execFile } from 'node:child_process';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, '..', 'main.ts');

/** How a run of the command ended, and what it wrote. */
export interface Run {
  code: number;
  out: string;
  error: string;
}

/** Runs the command as a person would, on a server's data folder; without variables that would name another server. */
export function runPerennial(dataDirectory: string, words: readonly string[]): Promise<Run> {
  const { PERENNIAL_URL: _url, PERENNIAL_KEY: _key, ...env } = process.env;
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [MAIN, ...words, '--data', dataDirectory],
      { env },
      (_failure, out, error) => resolve({ code: child.exitCode ?? -1, out, error }),
    );
  });
}
