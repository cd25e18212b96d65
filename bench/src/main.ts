import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Benchmark, Measure } from './benchmark.ts';

/** `npm run bench -- NAME [--size N] [--peers] [--json FILE]` runs one; without a name lists all. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: { size: { type: 'string' }, peers: { type: 'boolean' }, json: { type: 'string' } },
});
const [name, ...args] = positionals;
const benchmarks = await loadBenchmarks();
const benchmark = benchmarks.find((each) => each.name === name);

if (name === undefined) for (const each of benchmarks) console.log(`${each.name.padEnd(12)}  ${each.title}`);
else if (benchmark === undefined) refuse(name);
else await run(benchmark);

async function loadBenchmarks(): Promise<Benchmark[]> {
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.bench.ts'));
  const modules = files
    .sort()
    .map((file) => import(join(import.meta.dirname, file)) as Promise<{ benchmark: Benchmark }>);
  return (await Promise.all(modules)).map((module) => module.benchmark);
}

function refuse(unknown: string): void {
  console.error(`There is no benchmark called ${unknown}. \`npm run bench\` lists them.`);
  process.exitCode = 2;
}

async function run(wanted: Benchmark): Promise<void> {
  const size = typeof values['size'] === 'string' ? Number(values['size'].replaceAll('_', '')) : undefined;
  const say = (line: string): void => console.error(`  ${line}`);
  const measures = await wanted.run({ size, peers: values['peers'] === true, args, say });
  print(wanted, measures);
  const file = values['json'];
  if (typeof file === 'string')
    writeFileSync(file, `${JSON.stringify({ benchmark: wanted.name, measures }, null, 2)}\n`);
}

function print(wanted: Benchmark, measures: readonly Measure[]): void {
  console.log(`\n${wanted.name}: ${wanted.title}`);
  const width = Math.max(...measures.map((measure) => measure.name.length));
  for (const measure of measures) console.log(`  ${measure.name.padEnd(width)}  ${shown(measure)}`);
}

function shown({ value, unit }: Measure): string {
  const text =
    typeof value === 'string'
      ? value
      : value.toLocaleString('en-GB', { maximumFractionDigits: value < 100 ? 2 : 0 });
  return unit === undefined ? text : `${text} ${unit}`;
}
