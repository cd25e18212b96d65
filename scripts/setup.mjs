#!/usr/bin/env node
/**
 * Makes an empty clone runnable: installs what the lock file says, generates the code of the contracts. Plain JavaScript
 * without dependencies, because it runs on whatever Node (20 or newer) the machine has, before anything is installed. Does
 * nothing, in a few milliseconds, when nothing has changed.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const quiet = process.argv.includes('--quiet');
const stampFile = join(root, 'node_modules', '.perennial-setup.json');

function digest(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

function filesBelow(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
    .sort();
}

function readStamp() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch {
    return {};
  }
}

function step(title, command, args) {
  const startedAt = process.hrtime.bigint();
  if (!quiet) process.stderr.write(`${title} …\n`);
  const env = {
    ...process.env,
    PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH}`,
    npm_config_engine_strict: 'false',
    npm_config_loglevel: 'error',
  };
  const done = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    env,
  });
  if (done.status !== 0) {
    process.stderr.write(`${done.stdout ?? ''}${done.stderr ?? ''}`);
    process.stderr.write(`${title}: failed (${done.error?.message ?? `exit code ${done.status}`}).\n`);
    process.stderr.write(
      `Mend what is said above, then run the command again; \`${command} ${args.join(' ')}\` alone shows it too.\n`,
    );
    process.exit(1);
  }
  const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9;
  if (!quiet) process.stderr.write(`${title}: ${seconds.toFixed(1)} s\n`);
  return seconds;
}

if (Number(process.versions.node.split('.')[0]) < 20) {
  process.stderr.write(`Perennial needs Node 20 or newer to set itself up; this is ${process.version}.\n`);
  process.exit(1);
}

const stamp = readStamp();
const wanted = {
  install: digest(['package-lock.json']),
  generate: digest([...filesBelow('proto'), ...filesBelow('third_party'), 'buf.yaml', 'buf.gen.yaml']),
};
const timings = {};
const bin = (name) => join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);

if (stamp.install !== wanted.install || !existsSync(bin('node'))) {
  // Not `npm ci`: it refuses a lock file that lacks the optional binaries of platforms which the registry did not offer.
  // `--no-save` installs what the lock file says and leaves it alone.
  timings.install_seconds = step('Installing dependencies', 'npm', [
    'install',
    '--no-save',
    '--no-audit',
    '--no-fund',
  ]);
}
if (stamp.generate !== wanted.generate || !existsSync(join(root, 'packages', 'contracts', 'gen'))) {
  timings.build_seconds = step('Generating contracts', bin('buf'), ['generate']);
}
if (Object.keys(timings).length > 0) {
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(stampFile, JSON.stringify({ ...wanted, ...timings }));
}
