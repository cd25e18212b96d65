import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Figure, format, type Proof } from './proof.ts';

/** `npm run proof -- NAME` runs one; without a name lists all; `--short` lists the names that continuous integration runs. */
const [name, ...args] = process.argv.slice(2);
const proofs = await loadProofs();

if (name === undefined) list(proofs);
else if (name === '--short') for (const proof of proofs.filter((each) => each.short)) console.log(proof.name);
else process.exitCode = await run(name, args);

async function loadProofs(): Promise<Proof[]> {
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.proof.ts'));
  const modules = await Promise.all(
    files.sort().map((file) => import(join(import.meta.dirname, file)) as Promise<{ proof: Proof }>),
  );
  return modules.map((module) => module.proof);
}

function list(all: readonly Proof[]): void {
  const width = Math.max(...all.map((proof) => proof.name.length));
  for (const proof of all) console.log(`${proof.name.padEnd(width)}  ${proof.title}`);
}

async function run(wanted: string, rest: readonly string[]): Promise<number> {
  const proof = proofs.find((each) => each.name === wanted);
  if (proof === undefined) {
    console.error(`There is no proof called ${wanted}. \`npm run proof\` lists them.`);
    return 2;
  }
  const startedAt = performance.now();
  try {
    const figures = await proof.run({ args: rest, say: (line) => console.error(`  ${line}`) });
    print(proof, figures, (performance.now() - startedAt) / 1000);
    return figures.some((figure) => figure.holds === false) ? 1 : 0;
  } catch (error) {
    console.error(error);
    console.log(`${proof.name}: broken off: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
}

function print(proof: Proof, figures: readonly Figure[], seconds: number): void {
  if (args.includes('--json')) {
    console.log(JSON.stringify({ proof: proof.name, seconds, figures }));
    return;
  }
  const width = Math.max(...figures.map((figure) => figure.name.length));
  console.log(`\n${proof.name}: ${proof.title} (${format(seconds)} s)`);
  for (const { name: label, value, unit, aim, holds } of figures) {
    const mark = holds === undefined ? ' ' : holds ? '✓' : '✗';
    console.log(
      `${mark} ${label.padEnd(width)}  ${format(value)}${unit ? ` ${unit}` : ''}${aim ? `   (${aim})` : ''}`,
    );
  }
  const short = figures.filter((figure) => figure.holds === false).length;
  console.log(
    short === 0 ? `${proof.name}: holds` : `${proof.name}: ${short} of ${figures.length} figures fall short`,
  );
}
