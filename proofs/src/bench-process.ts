import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { REPOSITORY } from './shop-process.ts';

const BENCH = join(REPOSITORY, 'bench', 'src', 'main.ts');

/** Runs a benchmark in a process of its own and gives its figures by name. */
export async function runBenchmark(args: readonly string[]): Promise<(name: string) => number> {
  const folder = mkdtempSync(join(tmpdir(), 'perennial-figures-'));
  const file = join(folder, 'figures.json');
  try {
    await promisify(execFile)(process.execPath, [BENCH, ...args, '--json', file], {
      cwd: REPOSITORY,
      maxBuffer: 1e8,
    });
    const { measures } = JSON.parse(readFileSync(file, 'utf8')) as {
      measures: { name: string; value: number }[];
    };
    return (name) => {
      const measure = measures.find((each) => each.name === name);
      if (measure === undefined)
        throw new Error(
          `The benchmark ${args.join(' ')} has no figure "${name}": ${measures.map((each) => each.name).join(', ')}`,
        );
      return measure.value;
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
